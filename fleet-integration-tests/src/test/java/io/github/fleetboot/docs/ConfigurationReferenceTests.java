package io.github.fleetboot.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of docs/configuration.md are made from the metadata, behind markers that
 * name what their keys begin with. With {@code -Dfleet.docs.write} they are written,
 * otherwise compared.
 */
class ConfigurationReferenceTests {

	private static final Path DOCUMENT = Repository.root().resolve("docs/configuration.md");

	private static final Pattern MARKER = Pattern.compile("<!-- keys: ([a-z.-]+) -->");

	private static ConfigurationMetadata metadata;

	@BeforeAll
	static void read() throws IOException {
		metadata = ConfigurationMetadata.read();
	}

	@Test
	void theTablesSayWhatTheMetadataSays() throws IOException {
		List<String> written = Files.readAllLines(DOCUMENT);
		List<String> generated = generate(written);
		if (System.getProperty("fleet.docs.write") != null) {
			Files.write(DOCUMENT, generated);
		}
		else {
			assertThat(written).as("%s; -Dfleet.docs.write writes it anew", DOCUMENT.getFileName())
				.containsExactlyElementsOf(generated);
		}
	}

	@Test
	void everyKeyStandsInATable() throws IOException {
		List<String> prefixes = prefixes(Files.readAllLines(DOCUMENT));
		assertThat(metadata.keys().keySet()).allSatisfy((key) -> assertThat(home(key, prefixes)).as(key).isNotNull());
	}

	@Test
	void everyDescriptionIsASentence() {
		metadata.keys()
			.forEach((key, property) -> assertThat(property.path("description").asString("")).as(key)
				.matches("(?s)[\\p{Lu}\\d].*\\."));
	}

	private static List<String> generate(List<String> document) {
		List<String> prefixes = prefixes(document);
		List<String> result = new ArrayList<>();
		boolean inTable = false;
		for (String line : document) {
			inTable &= line.startsWith("|");
			if (!inTable) {
				result.add(line);
			}
			Matcher marker = MARKER.matcher(line);
			if (marker.matches()) {
				result.addAll(table(marker.group(1), prefixes));
				inTable = true;
			}
		}
		return result;
	}

	private static List<String> prefixes(List<String> document) {
		return document.stream()
			.map(MARKER::matcher)
			.filter(Matcher::matches)
			.map((marker) -> marker.group(1))
			.sorted(Comparator.comparing(String::length).reversed())
			.toList();
	}

	private static String home(String key, List<String> prefixes) {
		return prefixes.stream().filter((prefix) -> key.startsWith(prefix + ".")).findFirst().orElse(null);
	}

	private static List<String> table(String prefix, List<String> prefixes) {
		List<String> table = new ArrayList<>(List.of("| key | type | default | meaning |", "|---|---|---|---|"));
		for (Map.Entry<String, JsonNode> entry : metadata.keys().entrySet()) {
			if (prefix.equals(home(entry.getKey(), prefixes))) {
				JsonNode property = entry.getValue();
				table.add("| `%s` | `%s` | %s | %s |".formatted(entry.getKey(), type(property), defaultCell(property),
						property.path("description").asString().replaceAll("\\s+", " ").replace("|", "\\|")));
			}
		}
		return table;
	}

	private static String type(JsonNode property) {
		return property.path("type").asString().replaceAll("[a-z0-9]+\\.|\\w+\\$", "").replace(",", ", ");
	}

	private static String defaultCell(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		boolean none = value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
		if (none) {
			return "–";
		}
		return "`" + (value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
				: value.asString()) + "`";
	}

}
