package io.github.fleetboot.docs;

import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Not run: a test of the fleet's own does the same.
 */
// tag::test[]
@SpringBootTest(classes = MyBot.class, properties = { "fleet.skip-in-tests=false", "fleet.workers.mode=in-process" })
class MyBotTest {

	static final DiscordEmulator discord = DiscordEmulator.builder().start();

	@DynamicPropertySource
	static void discord(DynamicPropertyRegistry registry) {
		registry.add("fleet.discord.api-url", discord::apiUrl);
		registry.add("fleet.discord.gateway-url", discord::gatewayUrl);
		registry.add("fleet.discord.token", discord::token);
		registry.add("fleet.discord.intents", () -> "guild-messages,message-content");
	}

	@Test
	void answers() {
		discord.awaitSessions(1, Duration.ofSeconds(30));
		assertThat(discord.message(0).content("!ping").send().awaitReply(Duration.ofSeconds(5)).content())
			.isEqualTo("Pong!");
	}

}
// end::test[]
