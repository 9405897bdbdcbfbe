package io.github.fleetboot.bot;

import java.time.Duration;

import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a bot's own tests look like: they fork nothing, and run a fleet where they ask for
 * one.
 */
class UserTestIntegrationTests {

	private static void assertNoFleet(Admiral admiral) {
		assertThat(admiral.status()).isNull();
		assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
	}

	@Nested
	@SpringBootTest(classes = BotApplication.class, webEnvironment = WebEnvironment.NONE)
	class WithSpringBoot {

		@Test
		void noFleetStarts(@Autowired Admiral admiral, @Autowired IpcTemplate ipc) {
			assertNoFleet(admiral);
			assertThat(ipc).isNotNull();
		}

	}

	@Nested
	@SpringBootTest(classes = BotApplication.class, useMainMethod = UseMainMethod.ALWAYS)
	class WithTheMainMethod {

		@Test
		void noFleetStarts(@Autowired Admiral admiral) {
			assertNoFleet(admiral);
		}

	}

	@Nested
	@SpringJUnitConfig(BotApplication.class)
	class WithoutSpringBoot {

		@Test
		void noFleetStarts(@Autowired Admiral admiral) {
			assertNoFleet(admiral);
		}

	}

	@Nested
	@ExtendWith(Emulator.class)
	@SpringBootTest(classes = BotApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = { "fleet.skip-in-tests=false", "fleet.workers.mode=in-process",
					"fleet.discord.intents=guild-messages,message-content" })
	@DirtiesContext
	class WithAFleetInsideTheJvm {

		@DynamicPropertySource
		static void discord(DynamicPropertyRegistry registry) {
			registry.add("fleet.discord.api-url", () -> Emulator.discord().apiUrl());
			registry.add("fleet.discord.gateway-url", () -> Emulator.discord().gatewayUrl());
			registry.add("fleet.discord.token", () -> Emulator.discord().token());
		}

		@Test
		void theBotAnswers(@Autowired Admiral admiral) {
			DiscordEmulator discord = Emulator.discord();
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> admiral.status().shards().ready() == 1);
			assertThat(discord.message(0).content("!ping here").send().awaitReply(Duration.ofSeconds(20)).content())
				.isEqualTo("Pong! here");
			assertThat(discord.slashCommand(0, "echo")
				.option("text", "and there")
				.send()
				.awaitResponse(Duration.ofSeconds(20))
				.content()).isEqualTo("and there");
			assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
		}

	}

	/**
	 * Stands before Spring among the extensions, so that it is closed after the fleet.
	 */
	static class Emulator implements AfterAllCallback {

		private static DiscordEmulator discord;

		static synchronized DiscordEmulator discord() {
			if (discord == null) {
				discord = DiscordEmulator.builder().guilds(1).shards(1).start();
			}
			return discord;
		}

		@Override
		public void afterAll(ExtensionContext context) {
			discord().close();
		}

	}

}
