package io.github.fleetboot.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What README and docs say is true of the code: examples, keys, links.
 */
class DocumentationExamplesTests {

	private static final Path ROOT = Repository.root();

	private static final Path EXAMPLES = ROOT.resolve("fleet-integration-tests/src/test/java/io/github/fleetboot/docs");

	private static final Pattern FENCE = Pattern.compile("```(\\w*)");

	private static final Pattern MARKER = Pattern.compile("<!-- example: (\\w+\\.java)#([\\w-]+) -->");

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern KEY = Pattern.compile("`([a-z.]*fleet\\.[a-z][a-z.-]*[a-z])(=[^`]*)?`");

	private static final Pattern METER_ROW = Pattern
		.compile("\\| `(fleet\\.[a-z.]+)` \\| [^|]+ \\| (seconds|bytes|–) \\| [^|]+ \\|");

	private static final Set<String> MAPS = Set.of("fleet.workers.properties", "fleet.services.instances");

	/**
	 * What has a key's form and is none: the internal key of workers, fields of the log,
	 * loggers, and observations with their keys.
	 */
	private static final Pattern NO_KEY = Pattern
		.compile("fleet\\.(worker|topic|(cluster|service)-.*|ipc\\.(send|receive|destination|route|source))"
				+ "|management\\.observations\\.enable\\.fleet\\..*");

	@Test
	void theFirstTwoCommandsAreTheOnesToCopy() throws IOException {
		List<String> commands = blocks(ROOT.resolve("README.md")).stream()
			.filter((block) -> block.language().equals("sh"))
			.map(Block::text)
			.limit(2)
			.toList();
		assertThat(commands).containsExactly(
				"./mvnw -q -DskipTests package && java -jar fleet-sample-app/target/fleet-sample-app.jar --spring.profiles.active=demo",
				"./mvnw verify");
	}

	@Test
	void javaBlocksAreCompiledExamples() throws IOException {
		for (Path document : documents()) {
			for (Block block : blocks(document)) {
				if (block.language().equals("java")) {
					Matcher marker = MARKER.matcher(block.lineAbove());
					assertThat(marker.matches())
						.as("%s line %d: a Java block needs '<!-- example: File.java#name -->' directly above",
								document.getFileName(), block.line())
						.isTrue();
					assertThat(block.text()).as("%s line %d", document.getFileName(), block.line())
						.isEqualTo(region(marker.group(1), marker.group(2)));
				}
			}
		}
	}

	@Test
	void hintsAreForKeysThatExist() throws IOException {
		ConfigurationMetadata metadata = ConfigurationMetadata.read();
		for (JsonNode hint : metadata.hints()) {
			String name = hint.path("name").asString();
			assertThat(metadata.keys()).as("key of a hint").containsKey(name.replaceAll("\\.(keys|values)$", ""));
		}
	}

	@Test
	void documentsMentionOnlyKeysThatExist() throws IOException {
		Set<String> keys = ConfigurationMetadata.read().keys().keySet();
		Set<String> meters = meters();
		for (Path document : documents()) {
			Matcher mention = KEY.matcher(Files.readString(document));
			while (mention.find()) {
				String key = mention.group(1);
				if (!NO_KEY.matcher(key).matches() && !meters.contains(key)) {
					assertThat(keys).as("%s mentions %s", document.getFileName(), key)
						.anyMatch((known) -> key.equals(known) || isWithin(key, known));
				}
			}
		}
	}

	/**
	 * Those in the guide's table, which a test of theirs compares with what there is.
	 */
	private static Set<String> meters() throws IOException {
		return Files.readAllLines(ROOT.resolve("docs/monitoring.md"))
			.stream()
			.map(METER_ROW::matcher)
			.filter(Matcher::matches)
			.map((row) -> row.group(1))
			.collect(Collectors.toSet());
	}

	private static boolean isWithin(String key, String map) {
		return MAPS.contains(map) && key.startsWith(map + ".");
	}

	@Test
	void relativeLinksResolve() throws IOException {
		for (Path document : documents()) {
			for (String line : prose(document)) {
				Matcher link = LINK.matcher(line);
				while (link.find()) {
					check(document, link.group(1));
				}
			}
		}
	}

	private static void check(Path document, String link) throws IOException {
		if (link.contains("://")) {
			return;
		}
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
		assertThat(target).as("%s links to %s", document.getFileName(), link).exists();
		if (parts.length == 2) {
			assertThat(headings(target)).as("%s links to %s", document.getFileName(), link).contains(parts[1]);
		}
	}

	private static List<String> headings(Path document) throws IOException {
		return prose(document).stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\d _-]", "")
				.replace(' ', '-'))
			.toList();
	}

	private static List<String> prose(Path document) throws IOException {
		List<String> lines = new ArrayList<>();
		boolean inBlock = false;
		for (String line : Files.readAllLines(document)) {
			if (line.startsWith("```")) {
				inBlock = !inBlock;
			}
			else if (!inBlock) {
				lines.add(line);
			}
		}
		return lines;
	}

	private static List<Path> documents() throws IOException {
		List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
		try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
			files.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
		}
		return documents;
	}

	private static List<Block> blocks(Path document) throws IOException {
		List<Block> blocks = new ArrayList<>();
		List<String> lines = Files.readAllLines(document);
		for (int start = 0; start < lines.size(); start++) {
			Matcher fence = FENCE.matcher(lines.get(start));
			if (fence.matches()) {
				int end = start + 1 + lines.subList(start + 1, lines.size()).indexOf("```");
				blocks.add(new Block(fence.group(1), start + 1, (start > 0) ? lines.get(start - 1) : "",
						String.join("\n", lines.subList(start + 1, end))));
				start = end;
			}
		}
		return blocks;
	}

	private static String region(String file, String name) throws IOException {
		List<String> lines = Files.readAllLines(EXAMPLES.resolve(file)).stream().map(String::stripTrailing).toList();
		List<String> stripped = lines.stream().map(String::strip).toList();
		int start = stripped.indexOf("// tag::" + name + "[]");
		int end = stripped.indexOf("// end::" + name + "[]");
		assertThat(start).as("start of the region %s in %s", name, file).isNotNegative();
		assertThat(end).as("end of the region %s in %s", name, file).isGreaterThan(start);
		return String.join("\n", lines.subList(start + 1, end)).replace("\t", "    ").stripIndent();
	}

	/**
	 * A fenced block.
	 *
	 * @param language what stands behind the fence
	 * @param line the line of the fence, from 1
	 * @param lineAbove the line above the fence
	 * @param text the lines within
	 */
	private record Block(String language, int line, String lineAbove, String text) {
	}

}
