package io.github.fleetboot.docs;

import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Not run: the fleet's own integration tests do the same.
 */
class BotTestExample {

	// tag::test[]
	void theBotAnswers() {
		try (DiscordEmulator discord = DiscordEmulator.builder().identifyWindow(Duration.ofSeconds(1)).start();
				ConfigurableApplicationContext bot = SpringApplication.run(MyBot.class, "--fleet.skip-in-tests=false",
						"--fleet.discord.token=" + discord.token(), "--fleet.discord.api-url=" + discord.apiUrl(),
						"--fleet.discord.gateway-url=" + discord.gatewayUrl(),
						"--fleet.discord.intents=guild-messages,message-content",
						"--fleet.sharding.identify-interval=1s")) {
			assertThat(bot.isRunning()).isTrue();
			discord.awaitSessions(1, Duration.ofSeconds(60));
			assertThat(discord.message(0).content("!ping").send().awaitReply(Duration.ofSeconds(5)).content())
				.isEqualTo("Pong!");
			assertThat(discord.record().violations()).isEmpty();
		}
	}
	// end::test[]

}
