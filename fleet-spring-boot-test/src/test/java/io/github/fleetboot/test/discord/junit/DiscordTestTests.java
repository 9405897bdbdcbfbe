package io.github.fleetboot.test.discord.junit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.DiscordEmulatorCustomizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class DiscordTestTests {

	static class Named implements DiscordEmulatorCustomizer {

		@Override
		public void customize(DiscordEmulatorBuilder builder) {
			builder.token("named");
		}

	}

	@Nested
	@DiscordTest(guilds = 3, seed = 7, customizers = Named.class)
	class OfAClass {

		private static final Set<DiscordEmulator> seen = ConcurrentHashMap.newKeySet();

		OfAClass(DiscordEmulator discord) {
			seen.add(discord);
		}

		@Test
		void isAsTheAnnotationSays(DiscordEmulator discord) {
			seen.add(discord);
			assertThat(discord.guilds()).hasSize(3);
			assertThat(discord.token()).isEqualTo("named");
			assertThat(discord.seed()).isEqualTo(7);
			assertThat(discord.identifyWindow()).hasMillis(200);
		}

		@Test
		void isShared(DiscordEmulator discord) {
			seen.add(discord);
		}

		@AfterAll
		static void thereWasOne() {
			assertThat(seen).hasSize(1);
		}

		@Nested
		class InANestedClass {

			@Test
			void isTheSame(DiscordEmulator discord) {
				assertThat(seen).containsExactly(discord);
			}

		}

		@Nested
		@DiscordTest(guilds = 2, fast = false)
		class InANestedClassOfItsOwn {

			@Test
			void isAnother(DiscordEmulator discord) {
				assertThat(seen).doesNotContain(discord);
				assertThat(discord.guilds()).hasSize(2);
				assertThat(discord.identifyWindow()).hasSeconds(5);
			}

		}

	}

	@Nested
	@DiscordTest(lifetime = DiscordTest.Lifetime.METHOD)
	class OfAMethod {

		private static final Set<DiscordEmulator> seen = ConcurrentHashMap.newKeySet();

		private DiscordEmulator before;

		@BeforeEach
		void start(DiscordEmulator discord) {
			this.before = discord;
		}

		@Test
		void first(DiscordEmulator discord) {
			isFresh(discord);
		}

		@Test
		void second(DiscordEmulator discord) {
			isFresh(discord);
		}

		private void isFresh(DiscordEmulator discord) {
			assertThat(discord).isSameAs(this.before);
			assertThat(seen.add(discord)).isTrue();
			assertThat(seen.stream().filter(DiscordEmulator::isRunning)).containsExactly(discord);
		}

		@AfterAll
		static void eachHadItsOwn() {
			assertThat(seen).hasSize(2).noneMatch(DiscordEmulator::isRunning);
		}

	}

	@Nested
	class OfAField {

		@RegisterExtension
		static final DiscordExtension shared = DiscordExtension.with((builder) -> builder.guilds(2));

		private static final Set<DiscordEmulator> seenOwn = ConcurrentHashMap.newKeySet();

		private static final Set<DiscordEmulator> seenShared = ConcurrentHashMap.newKeySet();

		@RegisterExtension
		final DiscordExtension own = DiscordExtension.with((builder) -> builder.guilds(3).token("own"));

		@Test
		void first() {
			see();
		}

		@Test
		void second() {
			see();
		}

		private void see() {
			assertThat(shared.emulator().guilds()).hasSize(2);
			assertThat(this.own.emulator().guilds()).hasSize(3);
			seenShared.add(shared.emulator());
			seenOwn.add(this.own.emulator());
		}

		@AfterAll
		static void sharedIfStatic() {
			assertThat(seenShared).hasSize(1).allMatch(DiscordEmulator::isRunning);
			assertThat(seenOwn).hasSize(2).noneMatch(DiscordEmulator::isRunning);
		}

	}

}
