package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.local.LocalDiscord;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.DiscordEmulatorCustomizer;
import io.github.fleetboot.test.discord.boot.AutoConfigureDiscord;
import io.github.fleetboot.test.discord.boot.FleetMode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A bot's own tests with a Discord of theirs, in each way in which a fleet can run.
 */
class AutoConfiguredDiscordIntegrationTests {

	private static final String INTENTS = "fleet.discord.intents=guild-messages,message-content";

	@Nested
	@ExtendWith(NothingIsLeft.class)
	@SpringBootTest(classes = BotApplication.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureDiscord(fleet = FleetMode.OFF)
	@DirtiesContext
	class WithoutAFleet {

		@Test
		void theApplicationKnowsItsDiscord(@Autowired DiscordEmulator discord, @Autowired Admiral admiral,
				@Autowired Environment environment) {
			NothingIsLeft.of(discord);
			assertThat(environment.getProperty("fleet.discord.api-url")).isEqualTo(discord.apiUrl());
			assertThat(environment.getProperty("fleet.discord.token")).isEqualTo(discord.token());
			assertThat(environment.getProperty("discord.emulator.gateway-url")).isEqualTo(discord.gatewayUrl());
			assertThat(admiral.status()).isNull();
			assertThat(discord.record().requests()).isEmpty();
		}

	}

	@Nested
	@ExtendWith(NothingIsLeft.class)
	@SpringBootTest(classes = BotApplication.class, webEnvironment = WebEnvironment.NONE, properties = INTENTS)
	@AutoConfigureDiscord(guilds = 4, shards = 2, customizers = Named.class)
	@DirtiesContext
	class InsideTheJvm {

		@Autowired
		private DiscordEmulator discord;

		@Test
		void theBotAnswers() {
			NothingIsLeft.of(this.discord);
			assertThat(this.discord.user("ann").in(3).says("!ping here").awaitReply().content())
				.isEqualTo("Pong! here");
			assertThat(this.discord.user("bob").calls("/echo", "text", "and there").awaitResponse().content())
				.isEqualTo("and there");
			assertThat(this.discord.record().sessions()).hasSize(2);
			assertThat(this.discord.record().violations()).isEmpty();
			assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
		}

		@Test
		void theCustomizerWasAsked() {
			assertThat(this.discord.token()).isEqualTo("named");
		}

		@Nested
		class AndNested {

			@Test
			void itIsTheSame(@Autowired DiscordEmulator nested) {
				assertThat(nested).isSameAs(InsideTheJvm.this.discord);
				assertThat(nested.user("ann").says("!ping nested").awaitReply().content()).isEqualTo("Pong! nested");
			}

		}

	}

	@Nested
	@ExtendWith(NothingIsLeft.class)
	@SpringBootTest(classes = BotApplication.class, webEnvironment = WebEnvironment.NONE, properties = INTENTS,
			useMainMethod = UseMainMethod.ALWAYS)
	@AutoConfigureDiscord(fleet = FleetMode.FORKED)
	@DirtiesContext
	class InProcesses {

		@Test
		void theBotAnswers(@Autowired DiscordEmulator discord) {
			NothingIsLeft.of(discord);
			assertThat(discord.user("ann").says("!ping forked").awaitReply().content()).isEqualTo("Pong! forked");
			assertThat(Processes.childrenOf(ProcessHandle.current())).isNotEmpty();
			assertThat(discord.record().violations()).isEmpty();
		}

	}

	@Nested
	@ExtendWith(NothingIsLeft.class)
	class InDevelopment {

		@Test
		void anApplicationRunsOnIt() {
			DiscordEmulator discord;
			try (ConfigurableApplicationContext context = SpringApplication.from(BotApplication::main)
				.with(LocalDiscord.class)
				.run("--" + INTENTS, "--spring.main.web-application-type=none", "--fleet.clusters.count=1")
				.getApplicationContext()) {
				discord = context.getBean(DiscordEmulator.class);
				NothingIsLeft.of(discord);
				discord.awaitReady(NothingIsLeft.PATIENCE);
				assertThat(discord.user("ann").in(19).says("!ping at home").awaitReply().content())
					.isEqualTo("Pong! at home");
			}
			assertThat(discord.isRunning()).isFalse();
		}

		@Test
		void anApplicationThatCannotStartLeavesNoneBehind() {
			List<DiscordEmulator> started = new ArrayList<>();
			SpringApplication application = new SpringApplication(BotApplication.class, LocalDiscord.class);
			application.addInitializers((context) -> context
				.addBeanFactoryPostProcessor((beans) -> started.add(beans.getBean(DiscordEmulator.class))));
			assertThatThrownBy(() -> application.run("--fleet.sharding.total=many",
					"--spring.main.web-application-type=none", "--spring.main.log-startup-info=false"))
				.hasStackTraceContaining("fleet.sharding.total");
			assertThat(started).hasSize(1).noneMatch(DiscordEmulator::isRunning);
		}

	}

	static class Named implements DiscordEmulatorCustomizer {

		@Override
		public void customize(DiscordEmulatorBuilder builder) {
			builder.token("named");
		}

	}

	/**
	 * Stands before Spring among the extensions, so that it looks after the context is
	 * closed.
	 */
	static class NothingIsLeft implements AfterAllCallback {

		static final Duration PATIENCE = Duration.ofMinutes(1);

		private static DiscordEmulator last;

		static void of(DiscordEmulator discord) {
			last = discord;
		}

		@Override
		public void afterAll(ExtensionContext context) {
			if (context.getRequiredTestClass().isAnnotationPresent(ExtendWith.class)) {
				assertThat(last).isNotNull().matches((discord) -> !discord.isRunning(), "is closed");
				assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
			}
		}

	}

}
