package io.github.fleetboot.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.autoconfigure.DiscordProperties;
import io.github.fleetboot.autoconfigure.FleetProperties;
import io.github.fleetboot.docs.ReferenceOption.Bound;
import io.github.fleetboot.docs.ReferenceOption.Property;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each option of the reference has its place here, with the type and the default that
 * docs/migration.md and the metadata tell, and a test that shows what it does.
 */
class OptionsParityTests {

	private static final Path DOCUMENT = Repository.root().resolve("docs/migration.md");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final String NONE = "–";

	/**
	 * What stands in the table although it is not the reference's.
	 */
	private static final String OF_ERIS_FLEET = "timeout";

	private static final List<String> NOT_THERE_YET = List.of("fleet.rest.central", "fleet.clusters.activate",
			"fleet.clusters.handover-notice");

	private static final Bound defaults = defaults();

	private static Map<String, JsonNode> metadata;

	private static List<List<String>> table;

	private static Map<String, String> tests;

	@BeforeAll
	static void read() throws IOException {
		metadata = ConfigurationMetadata.read().keys();
		String document = Files.readString(DOCUMENT);
		String section = document.substring(document.indexOf("\n## Options\n"), document.indexOf("\n## IPC\n"));
		table = section.lines()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> Arrays.stream(line.split("(?<!\\\\)\\|")).map(String::strip).skip(1).toList())
			.toList();
		try (Stream<Path> files = Files.find(Repository.root(), Integer.MAX_VALUE, (file,
				attributes) -> file.toString().contains("/src/test/java/") && file.toString().endsWith("Tests.java"))) {
			tests = files.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
					OptionsParityTests::content, String::concat));
		}
	}

	private static String content(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Bound defaults() {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of()));
		return new Bound(binder.bindOrCreate("fleet", FleetProperties.class),
				binder.bindOrCreate("fleet.discord", DiscordProperties.class));
	}

	static List<ReferenceOption> options() {
		return ReferenceOption.ALL;
	}

	static List<Property> properties() {
		return options().stream().flatMap((option) -> option.properties().stream()).toList();
	}

	@Test
	void theTableHasEachOptionOnceAndNoOther() {
		assertThat(table).flatExtracting((row) -> code(row.get(0)))
			.filteredOn((name) -> !name.equals(OF_ERIS_FLEET))
			.containsExactlyElementsOf(options().stream().flatMap((option) -> option.names().stream()).toList());
	}

	@ParameterizedTest
	@MethodSource("options")
	void theTableSaysWhatTakesItsPlaceAndWithWhichDefault(ReferenceOption option) {
		List<String> row = table.stream()
			.filter((candidate) -> code(candidate.get(0)).equals(option.names()))
			.findFirst()
			.orElseThrow();
		List<Property> properties = option.properties();
		if (properties.isEmpty()) {
			assertThat(row.get(2)).contains(option.place());
			assertThat(row.get(3)).isEqualTo(NONE);
			return;
		}
		assertThat(code(row.get(2))).containsExactlyElementsOf(properties.stream().map(Property::name).toList());
		if (properties.stream().noneMatch(Property::hasDefault)) {
			assertThat(row.get(3)).isEqualTo(NONE);
			return;
		}
		String[] cells = row.get(3).split(", ");
		assertThat(cells).hasSameSizeAs(properties);
		for (int index = 0; index < cells.length; index++) {
			Property property = properties.get(index);
			String cell = cells[index].replace("`", "");
			assertThat(cell.equals(NONE) ? null : converted(cell, property)).as(property.name())
				.isEqualTo(property.hasDefault() ? property.value() : null);
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void itsTypeAndDefaultAreAsTheMetadataSays(Property property) {
		JsonNode key = metadata.get(property.name());
		assertThat(key).as(property.name()).isNotNull();
		assertThat(key.path("type").asString().replaceAll("<.*", "")).isEqualTo(property.type().getName());
		JsonNode value = key.path("defaultValue");
		boolean none = value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
		assertThat(none ? null : converted(value.asString(), property))
			.isEqualTo(property.hasDefault() ? property.value() : null);
	}

	@ParameterizedTest
	@MethodSource("properties")
	void itsDefaultHoldsIfNothingIsConfigured(Property property) {
		assertThat(property.bound().apply(defaults)).as(property.name()).isEqualTo(property.value());
	}

	@ParameterizedTest
	@MethodSource("options")
	void itIsShownByATest(ReferenceOption option) {
		assertThat(option.tests().isEmpty()).isEqualTo(option.place().equals("not there yet"));
		assertThat(option.tests()).allSatisfy((test) -> {
			String[] parts = test.split("\\.");
			assertThat(tests.getOrDefault(parts[0], "")).as(test).containsPattern("void " + parts[1] + "\\(");
		});
	}

	@Test
	void whatIsNotThereYetHasNoProperty() {
		assertThat(metadata.keySet()).doesNotContainAnyElementsOf(NOT_THERE_YET);
	}

	private static Object converted(String text, Property property) {
		return ApplicationConversionService.getSharedInstance().convert(text, property.type());
	}

	private static List<String> code(String cell) {
		return CODE.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
	}

}
