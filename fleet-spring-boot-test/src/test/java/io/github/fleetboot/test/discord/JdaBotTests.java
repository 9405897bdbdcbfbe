package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.InteractionResponse;
import net.dv8tion.jda.api.GatewayEncoding;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real JDA bot against the emulator.
 */
class JdaBotTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@ParameterizedTest
	@CsvSource({ "ZLIB, JSON", "NONE, JSON", "ZLIB, ETF", "NONE, ETF" })
	void becomesReadyAndAnswers(Compression compression, GatewayEncoding encoding) {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(50)
			.membersPerGuild(4)
			.shards(2)
			.maxConcurrency(2)
			.start(); JdaBot bot = new JdaBot(discord, 2, 2, compression, encoding)) {
			assertThat(discord.awaitSessions(2, PATIENCE)).extracting(DiscordRecord.Session::guilds)
				.containsExactly(25, 25);
			assertThat(bot.awaitGuilds()).isEqualTo(50);
			SentMessage message = discord.message(7).content("!ping 1").send();
			assertThat(message.awaitReply(PATIENCE).content()).isEqualTo("pong 1");
			assertThat(discord.slashCommand(8, "echo").option("word", "hi").send().awaitResponse(PATIENCE).content())
				.isEqualTo("echo hi");
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	@Test
	void registersDefersAndFollowsUp() {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(3).start();
				JdaBot bot = new JdaBot(discord, 1, 1, Compression.ZLIB)) {
			bot.awaitGuilds();
			bot.register("later");
			discord.awaitCommand(0, "later", PATIENCE);
			SentInteraction interaction = discord.slashCommand(2, "later").option("word", 5).send();
			InteractionResponse response = interaction.awaitResponse(PATIENCE);
			assertThat(response.deferred()).isTrue();
			assertThat(response.ephemeral()).isTrue();
			assertThat(response.content()).isEqualTo("later 5");
			assertThat(interaction.awaitFollowUps(1, PATIENCE).get(0).content()).isEqualTo("and more");
			assertThat(discord.directMessage().content("!ping 9").send().awaitReply(PATIENCE).content())
				.isEqualTo("pong 9");
			assertThat(discord.record().requests()).allMatch((request) -> request.status() < 300);
		}
	}

	@Test
	void resumesAfterAResetWithoutLosingAnEvent() {
		try (DiscordEmulator discord = DiscordEmulator.builder().rateLimits(false).start();
				JdaBot bot = new JdaBot(discord, 1, 1, Compression.ZLIB)) {
			bot.awaitGuilds();
			SentMessage first = discord.message(0).content("!ping 1").send();
			discord.fail().shard(0).reset();
			discord.message(0).content("!ping 2").send();
			discord.awaitRecord("a resume", (record) -> !record.resumes().isEmpty(), PATIENCE);
			discord.message(0).content("!ping 3").send();
			assertThat(first.awaitReplies(3, PATIENCE)).extracting(BotMessage::content)
				.containsExactly("pong 1", "pong 2", "pong 3");
			assertThat(discord.record().identifies()).hasSize(1);
			assertThat(discord.record().resumes()).extracting(DiscordRecord.Resume::accepted).containsExactly(true);
		}
	}

	/**
	 * JDA has no answer to RATE_LIMITED: with the window of 30 s it would wait for the
	 * members in vain, and become ready no more.
	 */
	@Test
	void identifiesAgainWhenItsSessionIsInvalid() {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.identifyWindow(Duration.ofMillis(10))
			.gateway((rules) -> rules.memberListWindow(Duration.ZERO))
			.start(); JdaBot bot = new JdaBot(discord, 1, 1, Compression.ZLIB)) {
			bot.awaitGuilds();
			discord.fail().everySession().invalidate(false);
			discord.awaitRecord("a second session", (record) -> record.sessions().size() == 2, PATIENCE);
			discord.awaitSessions(1, PATIENCE);
			assertThat(discord.record().sessions().get(0).ended()).isNotNull();
			assertThat(discord.message(0).content("!ping again").send().awaitReply(PATIENCE).content())
				.isEqualTo("pong again");
			assertThat(discord.record().violations()).isEmpty();
		}
	}

}
