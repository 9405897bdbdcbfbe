package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real JDA bot under faults: it recovers, and the record shows how.
 */
class JdaFaultsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.guilds(8)
		.maxConcurrency(4)
		.identifyWindow(Duration.ofMillis(10))
		.rateLimits(false)
		.gateway((rules) -> rules.memberListWindow(Duration.ZERO))
		.seed(1);

	private static void assertAnswers(DiscordEmulator discord, int guild) {
		BotMessage reply = discord.message(guild).content("!ping " + guild).send().awaitReply(PATIENCE);
		assertThat(reply.content()).isEqualTo("pong " + guild);
	}

	@Test
	void survivesOpSevenBeforeHello() {
		try (DiscordEmulator discord = this.builder.start()) {
			OngoingFault fault = discord.fail().connections().times(1).reconnectBeforeHello();
			try (JdaBot bot = new JdaBot(discord, 1, 4, Compression.ZLIB)) {
				assertThat(bot.awaitGuilds()).isEqualTo(8);
				assertAnswers(discord, 0);
				assertThat(fault.struck()).isOne();
				assertThat(discord.record().violations()).isEmpty();
			}
		}
	}

	@Test
	void survivesOpSevenInPlaceOfHello() {
		try (DiscordEmulator discord = this.builder.start()) {
			OngoingFault fault = discord.fail().connections().times(1).reconnectInsteadOfHello();
			try (JdaBot bot = new JdaBot(discord, 1, 4, Compression.ZLIB)) {
				assertThat(bot.awaitGuilds()).isEqualTo(8);
				assertThat(fault.isOver()).isTrue();
				assertThat(discord.record().sessions()).hasSize(1);
			}
		}
	}

	@Test
	void resumesAtTheBaseUrlWhenTheOtherIsDead() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().everySession().refuseResumeUrl();
			try (JdaBot bot = new JdaBot(discord, 1, 4, Compression.ZLIB)) {
				bot.awaitGuilds();
				discord.fail().shard(0).reset();
				discord.awaitRecord("a resume", (record) -> !record.resumes().isEmpty(), PATIENCE);
				assertAnswers(discord, 1);
				assertThat(discord.record().resumes()).extracting(DiscordRecord.Resume::accepted).containsExactly(true);
				assertThat(discord.record().identifies()).hasSize(1);
			}
		}
	}

	@Test
	void readsPayloadsInSeveralMessages() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().everySession().splitMessages(3);
			try (JdaBot bot = new JdaBot(discord, 1, 4, Compression.ZLIB)) {
				assertThat(bot.awaitGuilds()).isEqualTo(8);
				assertAnswers(discord, 2);
			}
		}
	}

	@Test
	void readsMessagesInSeveralFrames() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().everySession().fragmentMessages(3);
			try (JdaBot bot = new JdaBot(discord, 1, 4, Compression.NONE)) {
				assertThat(bot.awaitGuilds()).isEqualTo(8);
				assertAnswers(discord, 2);
			}
		}
	}

	@Test
	void startsAnewWhenItsSessionIsBricked() {
		try (DiscordEmulator discord = this.builder.start(); JdaBot bot = new JdaBot(discord, 1, 4, Compression.ZLIB)) {
			bot.awaitGuilds();
			discord.fail().shard(0).brickResumes(Duration.ofSeconds(1));
			discord.awaitRecord("a second session", (record) -> record.sessions().size() == 2, PATIENCE);
			discord.awaitSessions(1, PATIENCE);
			assertAnswers(discord, 3);
			assertThat(discord.record().resumes()).isNotEmpty().noneMatch(DiscordRecord.Resume::accepted);
			assertThat(discord.record().faults()).extracting(DiscordRecord.Fault::what)
				.contains("brick: RESUME dropped", "end of brick");
		}
	}

	@Test
	void keepsItsGuildsOverAnOutage() {
		try (DiscordEmulator discord = this.builder.start(); JdaBot bot = new JdaBot(discord, 1, 4, Compression.ZLIB)) {
			bot.awaitGuilds();
			OngoingFault outage = discord.fail().guild(4).outage();
			assertAnswers(discord, 5);
			assertThat(bot.awaitGuilds()).isEqualTo(7);
			outage.cancel();
			assertAnswers(discord, 4);
			assertThat(bot.awaitGuilds()).isEqualTo(8);
		}
	}

	@Test
	void identifiesAgainAfterAWaveOfInvalidSessions() {
		try (DiscordEmulator discord = this.builder.start(); JdaBot bot = new JdaBot(discord, 4, 4, Compression.ZLIB)) {
			bot.awaitGuilds();
			discord.fail().everySession().over(Duration.ofMillis(200)).invalidate(false);
			discord.awaitRecord("four new sessions", (record) -> record.sessions().size() == 8, PATIENCE);
			discord.awaitSessions(4, PATIENCE);
			for (int guild = 0; guild < 8; guild++) {
				assertAnswers(discord, guild);
			}
			assertThat(discord.record().faults()).hasSize(4);
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	@Test
	void restartsWithAShard() {
		try (DiscordEmulator discord = this.builder.start(); JdaBot bot = new JdaBot(discord, 2, 4, Compression.ZLIB)) {
			bot.awaitGuilds();
			int guild = (discord.guild(0).shard(2) == 1) ? 0 : 1;
			assertThat(discord.fail().shard(1).restart(Duration.ofSeconds(5))).isOne();
			discord.awaitRecord("a resume", (record) -> !record.resumes().isEmpty(), PATIENCE);
			assertAnswers(discord, guild);
			assertThat(discord.record().identifies()).hasSize(2);
			assertThat(discord.record().sessions()).allMatch((session) -> session.ended() == null);
		}
	}

	@Test
	void readsWhatIsSaidInOtherWords() {
		try (DiscordEmulator discord = this.builder.varyPayloads(true)
			.reorderAcrossGuilds(Duration.ofMillis(20))
			.start(); JdaBot bot = new JdaBot(discord, 1, 4, Compression.ZLIB)) {
			assertThat(bot.awaitGuilds()).isEqualTo(8);
			assertAnswers(discord, 6);
			assertThat(discord.slashCommand(7, "echo").option("word", "hi").send().awaitResponse(PATIENCE).content())
				.isEqualTo("echo hi");
		}
	}

}
