package io.github.fleetboot.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule that the emulator is said to keep has a source and a test that exists.
 */
class ConformanceTableTests {

	/**
	 * From the annotation to the first line after it that begins a method.
	 */
	private static final Pattern TEST_METHOD = Pattern.compile(
			"@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\\b.*?\\n\\s+(?:public |protected |static |final )*"
					+ "(?:void|[A-Z][\\w<>?, ]*) (\\w+)\\(",
			Pattern.DOTALL);

	@Test
	void eachRuleHasASourceAndATest() throws IOException {
		Path root = Repository.root();
		Map<String, Set<String>> tests = tests(root);
		ConformanceTable table = ConformanceTable
			.parse(Files.readAllLines(root.resolve("docs/emulator-conformance.md")));
		assertThat(table.problems((type, method) -> tests.getOrDefault(type, Set.of()).contains(method))).isEmpty();
	}

	@Test
	void testsAreFoundInTheSources() throws IOException {
		Map<String, Set<String>> tests = tests(Repository.root());
		assertThat(tests.get("ConformanceTableTests")).containsExactlyInAnyOrder("eachRuleHasASourceAndATest",
				"testsAreFoundInTheSources", "faultyRowsAreNamed", "rowsOfAllSectionsAreRead");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			textBlock = """
					a rule | [Gateway](https://docs.discord.com/developers/events/gateway#sharding) | `ATests#works` ;
					a rule | not documented: seen by users | `ATests#works`, `ATests#worksToo` ;
					a rule | not documented | `ATests#works` ; nor says 'not documented' and why
					a rule | [Gateway](https://example.com) | `ATests#works` ; has no link to docs.discord.com/developers
					a rule | [Gateway](https://docs.discord.com/developers/events/gateway) | ; names no test
					a rule | [Gateway](https://docs.discord.com/developers/events/gateway) | `ATests` ; names no test
					a rule | [Gateway](https://docs.discord.com/developers/events/gateway) | `ATests#works` `ATests#gone` ; `ATests#gone`
					a rule | [Gateway](https://docs.discord.com/developers/events/gateway) | `BTests#works` ; `BTests#works`
					| [Gateway](https://docs.discord.com/developers/events/gateway) | `ATests#works` ; has no rule
					a rule | `ATests#works` ; has 2 cells instead of 3
					""")
	void faultyRowsAreNamed(String row, String problem) {
		List<String> problems = ConformanceTable.parse(List.of("## Gateway", "|---|---|---|", "| " + row + " |"))
			.problems((type, method) -> type.equals("ATests") && method.startsWith("works"));
		if (problem == null) {
			assertThat(problems).isEmpty();
		}
		else {
			assertThat(problems).singleElement().asString().startsWith("line 3, section 'Gateway'").contains(problem);
		}
	}

	@Test
	void rowsOfAllSectionsAreRead() {
		List<String> header = List.of("| rule | source in Discord's documentation | test |", "|---|---|---|");
		ConformanceTable table = ConformanceTable.parse(
				Stream
					.of(List.of("# Title", "## One"), header, List.of("| a | b | c |", ""), List.of("## Two"), header,
							List.of("## Three"), header, List.of("| d \\| e | f | g |"))
					.flatMap(List::stream)
					.toList());
		assertThat(table.rows()).containsExactly(new ConformanceTable.Row("One", 5, List.of("a", "b", "c")),
				new ConformanceTable.Row("Three", 13, List.of("d \\| e", "f", "g")));
	}

	private static Map<String, Set<String>> tests(Path root) throws IOException {
		Map<String, Set<String>> tests = new HashMap<>();
		try (Stream<Path> modules = Files.list(root)) {
			for (Path sources : modules.map((module) -> module.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.toList()) {
				try (Stream<Path> files = Files.walk(sources)) {
					for (Path file : files.filter((path) -> path.toString().endsWith("Tests.java")).toList()) {
						String type = file.getFileName().toString().replace(".java", "");
						tests.computeIfAbsent(type, (name) -> new HashSet<>()).addAll(methods(Files.readString(file)));
					}
				}
			}
		}
		return tests;
	}

	private static Set<String> methods(String source) {
		Set<String> methods = new HashSet<>();
		Matcher method = TEST_METHOD.matcher(source);
		while (method.find()) {
			methods.add(method.group(1));
		}
		return methods;
	}

}
