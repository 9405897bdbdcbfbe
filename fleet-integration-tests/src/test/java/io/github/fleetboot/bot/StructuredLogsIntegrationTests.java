package io.github.fleetboot.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an Admiral writes for machines to read.
 */
class StructuredLogsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final JsonMapper json = new JsonMapper();

	@Test
	void structuredLinesOfWorkersKeepTheirFieldsAndTopicsAreFilteredInWorkers() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(1).shards(1).start();
				AdmiralProcess admiral = AdmiralProcess
					.start(discord, "--logging.structured.format.console=ecs", "--fleet.logging.preset=less",
							"--fleet.logging.include=shard_ready", "--bot.chat.greeting=ahoy {}")
					.awaitReady()) {
			Awaitility.await().atMost(PATIENCE).until(() -> admiral.line("Shard 0 is ready") >= 0);
			List<JsonNode> lines = admiral.output().stream().map(this.json::readTree).toList();
			assertThat(lines).filteredOn((line) -> line.path("message").asString("").equals("ahoy {}"))
				.singleElement()
				.satisfies(StructuredLogsIntegrationTests::isGreeting);
			assertThat(lines).filteredOn((line) -> line.path("fleet").path("topic").asString("").equals("shard_ready"))
				.singleElement()
				.satisfies((line) -> {
					assertThat(line.at("/fleet/worker").asString()).isEqualTo("cluster-0");
					assertThat(line.at("/jda/shard/id").asString()).isEqualTo("0");
				});
			assertThat(admiral.line("Shard 0 connects")).isEqualTo(-1);
			admiral.signal("TERM");
			assertThat(admiral.awaitExit()).isEqualTo(143);
			assertThat(admiral.output().stream().map(this.json::readTree))
				.filteredOn((line) -> line.path("message").asString("").startsWith("Draining: "))
				.extracting((line) -> line.at("/fleet/worker").asString())
				.containsExactlyInAnyOrder("cluster-0", "service-echo", "service-late");
			admiral.assertNothingIsLeft();
		}
	}

	private static void isGreeting(JsonNode line) {
		assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
		assertThat(line.at("/log/logger").asString()).isEqualTo("chat.harbour");
		assertThat(line.at("/process/thread/name").asString()).isEqualTo("main");
		assertThat(Instant.parse(line.at("/@timestamp").asString()))
			.isBetween(Instant.now().minus(Duration.ofMinutes(2)), Instant.now());
		assertThat(line.at("/ship").asString()).isEqualTo("Santa Maria");
		assertThat(line.at("/fleet/worker").asString()).isEqualTo("cluster-0");
		assertThat(line.at("/knots").asInt()).isEqualTo(12);
		assertThat(line.at("/anchored").asBoolean()).isTrue();
		assertThat(line.at("/tags/0").asString()).isEqualTo("HARBOUR");
		assertThat(line.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
		assertThat(line.at("/error/message").asString()).isEqualTo("the bilge is full");
		assertThat(line.at("/error/stack_trace").asString()).contains("ChattyCluster.java:")
			.contains("Caused by: java.lang.UnsupportedOperationException: no pump");
	}

}
