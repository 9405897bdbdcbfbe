package io.github.fleetboot.test.discord.client;

import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.SentInteraction;
import io.github.fleetboot.test.discord.SentMessage;
import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.InteractionResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bots on libraries for Node, in processes of their own. What became of them is told by
 * the emulator's record alone.
 */
class NodeClientIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@ParameterizedTest
	@ValueSource(strings = { "discord-js", "oceanic-js", "eris" })
	void aBotOfAnotherLibraryLivesAndLeaves(String library) throws Exception {
		NodeModules modules = NodeModules.install();
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(4)
			.shards(2)
			.maxConcurrency(2)
			.identifyWindow(Duration.ofMillis(100))
			// oceanic.js does not send the documented form, which Discord lets pass for
			// now
			.rest((rules) -> rules.invalidUserAgent(library.equals("oceanic-js") ? 0 : 403))
			.start(); NodeBot bot = NodeBot.start(modules, library, discord)) {
			assertThat(discord.awaitSessions(2, PATIENCE)).extracting(DiscordRecord.Session::guilds)
				.containsExactly(2, 2);
			answers(discord);
			resumes(discord);
			identifiesAgain(discord);
			assertThat(bot.stop()).isZero();
			discord.awaitRecord("the end of all sessions",
					(record) -> record.sessions().stream().allMatch((session) -> session.ended() != null), PATIENCE);
			DiscordRecord record = discord.record();
			// One of shard 0, and of shard 1 the one that was ended with op 9 and the
			// next
			assertThat(record.sessions()).extracting(DiscordRecord.Session::closeCode)
				.containsExactlyInAnyOrder(0, 1000, 1000);
			assertThat(record.violations()).isEmpty();
			assertThat(record.requests()).allMatch((request) -> request.route() != null && request.status() < 300);
		}
	}

	private static void answers(DiscordEmulator discord) {
		discord.awaitCommand(0, "echo", PATIENCE);
		SentMessage ping = discord.message(0).content("!ping 1").send();
		BotMessage pong = ping.awaitReply(PATIENCE);
		assertThat(pong.content()).isEqualTo("pong 1");
		assertThat(pong.repliesTo()).isEqualTo(ping.id());
		assertThat(discord.message(1).content("!file").send().awaitReply(PATIENCE).content()).isEqualTo("a file");
		assertThat(discord.directMessage().content("!ping 2").send().awaitReply(PATIENCE).content())
			.isEqualTo("pong 2");
		assertThat(discord.slashCommand(1, "echo").option("word", "hi").send().awaitResponse(PATIENCE).content())
			.isEqualTo("echo hi");
		SentInteraction later = discord.slashCommand(2, "later").send();
		InteractionResponse response = later.awaitResponse(PATIENCE);
		assertThat(response.deferred()).isTrue();
		assertThat(response.content()).isEqualTo("later");
		assertThat(later.awaitFollowUps(1, PATIENCE).get(0).content()).isEqualTo("and more");
	}

	private static void resumes(DiscordEmulator discord) {
		assertThat(discord.fail().shard(0).reset()).isOne();
		assertThat(discord.fail().shard(1).reconnect()).isOne();
		discord.awaitRecord("two resumes", (record) -> record.resumes().size() == 2, PATIENCE);
		assertThat(discord.record().resumes()).allMatch(DiscordRecord.Resume::accepted);
		assertThat(discord.record().identifies()).hasSize(2);
		answersInEachGuild(discord);
	}

	private static void answersInEachGuild(DiscordEmulator discord) {
		for (int guild = 0; guild < 4; guild++) {
			SentMessage ping = discord.message(guild).content("!ping again").send();
			assertThat(ping.awaitReply(PATIENCE).content()).isEqualTo("pong again");
		}
	}

	private static void identifiesAgain(DiscordEmulator discord) {
		assertThat(discord.fail().shard(1).invalidate(false)).isOne();
		discord.awaitRecord("a third session", (record) -> record.sessions().size() == 3, PATIENCE);
		discord.awaitSessions(2, PATIENCE);
		// A client that is told to end before it has read READY may not end
		answersInEachGuild(discord);
		assertThat(discord.record().identifies()).allMatch(DiscordRecord.Identify::accepted);
	}

}
