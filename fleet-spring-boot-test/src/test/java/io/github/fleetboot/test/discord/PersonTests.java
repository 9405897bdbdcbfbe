package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * People as a test tells of them, and a bot that hears them.
 */
class PersonTests {

	@Test
	void whatPeopleDoIsAnswered() {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.fast()
			.guilds(4)
			.shards(2)
			.maxConcurrency(2)
			.patience(Duration.ofSeconds(20))
			.start(); JdaBot bot = new JdaBot(discord, 2, 2, Compression.ZLIB)) {
			assertThat(discord.awaitReady()).hasSize(2);
			Person ann = discord.user("ann");
			assertThat(ann.in(3).says("!ping 1").awaitReply().channelId()).isEqualTo(discord.guild(3).channelId());
			assertThat(ann.says("!ping 3").awaitReply().channelId()).isEqualTo(discord.guild(0).channelId());
			assertThat(ann.whispers("!ping 2").awaitReply().content()).isEqualTo("pong 2");
			assertThat(ann.calls("/echo", "word", 5).awaitResponse().content()).isEqualTo("echo 5");
			assertThat(ann.in(2).calls("echo").awaitResponse().content()).isEqualTo("echo nothing");
			assertThat(bot.awaitGuilds()).isEqualTo(4);
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	@Test
	void halfABotIsNotReady() {
		try (DiscordEmulator discord = DiscordEmulator.builder().fast().guilds(2).shards(2).start()) {
			GatewayClient client = GatewayClient.connect(discord);
			client.identify(0, 2);
			discord.awaitSessions(1, Duration.ofSeconds(10));
			assertThatExceptionOfType(EmulatorTimeoutException.class)
				.isThrownBy(() -> discord.awaitReady(Duration.ofMillis(50)))
				.withMessageContaining("all shards");
			client.close();
		}
	}

	@Test
	void mistakesAreNamed() {
		try (DiscordEmulator discord = DiscordEmulator.builder().start()) {
			Person ann = discord.user("ann");
			assertThat(ann).hasToString("ann");
			assertThat(ann.name()).isEqualTo("ann");
			assertThatIllegalArgumentException().isThrownBy(() -> ann.in(1)).withMessageContaining("no guild 1");
			assertThatIllegalArgumentException().isThrownBy(() -> ann.calls("/echo", "word"))
				.withMessageContaining("has no value");
			assertThatIllegalArgumentException().isThrownBy(() -> ann.calls("/echo", 1, "word"))
				.withMessageContaining("must be a String");
		}
	}

}
