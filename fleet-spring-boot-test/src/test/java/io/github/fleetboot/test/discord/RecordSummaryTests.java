package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.InteractionAnswers;
import io.github.fleetboot.test.discord.record.RecordSummary;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The numbers that the record comes to.
 */
class RecordSummaryTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@Test
	void eachIdentifyHasItsTimeKeyAndSource() {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.maxConcurrency(2)
			.identifyWindow(Duration.ofMinutes(1))
			.start();
				GatewayClient zero = GatewayClient.connect(discord).identify(0, 4);
				GatewayClient two = GatewayClient.connect(discord)) {
			zero.await("READY");
			two.identify(2, 4).await(Op.INVALID_SESSION);
			try (GatewayClient one = GatewayClient.connect(discord).identify(1, 4)) {
				one.await("READY");
			}
			List<DiscordRecord.Identify> identifies = discord.record().identifies();
			assertThat(identifies)
				.extracting(DiscordRecord.Identify::shard, DiscordRecord.Identify::shards, DiscordRecord.Identify::key,
						DiscordRecord.Identify::accepted)
				.containsExactly(tuple(0, 4, 0, true), tuple(2, 4, 0, false), tuple(1, 4, 1, true));
			assertThat(identifies).extracting(DiscordRecord.Identify::source)
				.allMatch((source) -> source.startsWith("127.0.0.1:"))
				.doesNotHaveDuplicates();
			assertThat(discord.record().smallestIdentifyGap())
				.isEqualTo(Map.of(0, identifies.get(0).time().until(identifies.get(1).time())));
		}
	}

	@Test
	void startsAndResumesAreCountedAndEventsBelongToTheirSessions() {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(2)
			.identifyWindow(Duration.ofMinutes(1))
			.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1);
				GatewayClient hasty = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			hasty.await(9);
			discord.awaitSessions(1, PATIENCE);
			client.close(4900);
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 3)) {
				again.await("RESUMED");
			}
			RecordSummary summary = discord.record().summary();
			assertThat(summary.identified()).isOne();
			assertThat(summary.resumed()).isOne();
			assertThat(summary.eventsPerSession()).isEqualTo(Map.of(id, 4L));
			assertThat(summary.toString())
				.startsWith("1 sessions (0 of them ended), 2 identifies (1 accepted), 1 resumes");
		}
	}

	@Test
	void oneAnswerWinsAndTheOthersLose() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1);
				RestClient rest = new RestClient(discord)) {
			client.await("GUILD_CREATE");
			discord.slashCommand(0, "who").send();
			JsonNode interaction = client.await("INTERACTION_CREATE").path("d");
			String path = "interactions/%s/%s/callback".formatted(interaction.path("id").stringValue(),
					interaction.path("token").stringValue());
			rest.post(path, "{\"type\":4,\"data\":{\"content\":\"me\"}}");
			rest.post(path, "{\"type\":4,\"data\":{\"content\":\"no, me\"}}");
			assertThat(discord.record().summary().answers()).singleElement().satisfies((answers) -> {
				assertThat(answers.winner()).isNotNull();
				assertThat(answers.losers()).extracting(DiscordRecord.Callback::code).containsExactly(40060);
			});
			rest.post("interactions/4711/nonsense/callback", "{\"type\":4,\"data\":{\"content\":\"me\"}}");
			assertThat(discord.record().summary().answers()).last().extracting(InteractionAnswers::winner).isNull();
		}
	}

	@Test
	void limitsAreCountedByScopeAndInvalidRequestsAtAll() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().globalLimit(1, true).start();
				RestClient rest = new RestClient(discord)) {
			rest.get("users/@me");
			rest.get("users/@me");
			assertThat(discord.record().summary().tooManyRequests()).isEqualTo(Map.of("global", 1L));
			assertThat(discord.record().summary().invalidRequests()).isOne();
		}
	}

}
