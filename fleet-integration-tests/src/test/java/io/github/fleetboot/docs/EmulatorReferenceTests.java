package io.github.fleetboot.docs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.control.DiscordControl;
import io.github.fleetboot.test.discord.junit.DiscordTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference of the emulator names what there is, and nothing else.
 */
@DiscordTest
class EmulatorReferenceTests {

	/**
	 * What the document has a word for.
	 */
	private static final String REST = "`method`, `route`, `percent`, `after`, `afterRequests`, `times`, `during`";

	private static final String NEWCOMERS = "`percent`, `times`, `during`";

	private static final String SESSIONS = "`session`, `shard`, `guild`, `shards`, `percent`, `when`, `afterEvents`, "
			+ "`after`, `times`, `during`, `over`";

	private static final Pattern SWITCH = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

	private static final Pattern ROUTE = Pattern.compile("(?m)^\\| `([A-Z]+ /control[^`]*)` \\|([^|]*)\\|");

	private static final Pattern ACTION = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|([^|]*)\\|");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private String control;

	@BeforeEach
	void open(DiscordEmulator discord) {
		this.control = DiscordControl.of(discord).url();
	}

	@Test
	void everySwitchIsNamed() throws IOException {
		TreeSet<String> methods = Arrays.stream(DiscordEmulatorBuilder.class.getMethods())
			.filter((method) -> method.getReturnType() == DiscordEmulatorBuilder.class)
			.map(Method::getName)
			.collect(Collectors.toCollection(TreeSet::new));
		TreeSet<String> named = SWITCH.matcher(section("Switches"))
			.results()
			.map((row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(named).isEqualTo(methods);
	}

	@Test
	void everyRouteIsNamedWithItsParameters() throws Exception {
		Map<String, String> routes = new TreeMap<>();
		get("").path("routes")
			.forEach((route) -> routes.put(route.path("method").asString() + " " + route.path("path").asString(),
					names(route.path("parameters"))));
		// Only the process can end itself
		routes.put("POST /control/shutdown", "");
		routes.replaceAll((route, parameters) -> parameters.replace("*", ""));
		assertThat(rows(ROUTE, "Control")).isEqualTo(routes);
	}

	@Test
	void everyFaultIsNamedWithItsParameters() throws Exception {
		assertThat(rows(ACTION, "Faults")).isEqualTo(actions("/faults"));
	}

	@Test
	void everyEventIsNamedWithItsParameters() throws Exception {
		assertThat(rows(ACTION, "Events")).isEqualTo(actions("/world"));
	}

	private Map<String, String> actions(String path) throws Exception {
		Map<String, String> actions = new TreeMap<>();
		get(path).properties().forEach((action) -> actions.put(action.getKey(), names(action.getValue())));
		return actions;
	}

	private static String names(JsonNode parameters) {
		return parameters.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
	}

	private static Map<String, String> rows(Pattern row, String section) throws IOException {
		Map<String, String> rows = new TreeMap<>();
		Matcher matcher = row.matcher(section(section));
		while (matcher.find()) {
			rows.put(matcher.group(1),
					CODE.matcher(matcher.group(2))
						.results()
						.map((parameter) -> parameter.group(1))
						.collect(Collectors.joining(", ")));
		}
		return rows;
	}

	private static String section(String heading) throws IOException {
		String text = Files.readString(Repository.root().resolve("docs/emulator.md"))
			.replace("| REST", "| " + REST)
			.replace("| SESSIONS", "| " + SESSIONS)
			.replace("| NEWCOMERS", "| " + NEWCOMERS);
		int start = text.indexOf("# " + heading + "\n");
		assertThat(start).as("section '%s'", heading).isNotNegative();
		int end = text.indexOf("\n#", start);
		return text.substring(start, (end > 0) ? end : text.length());
	}

	private JsonNode get(String path) throws Exception {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.control + path)).build(),
					HttpResponse.BodyHandlers.ofString());
		return new JsonMapper().readTree(response.body());
	}

}
