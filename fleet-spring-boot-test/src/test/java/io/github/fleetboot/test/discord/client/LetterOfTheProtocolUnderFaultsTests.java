package io.github.fleetboot.test.discord.client;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.OngoingFault;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Frame;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client that keeps to Discord's documentation does when Discord is in trouble.
 */
class LetterOfTheProtocolUnderFaultsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration WINDOW = Duration.ofMillis(50);

	private static final int CLOSE_TO_RESUME = 4900;

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder().guilds(3).identifyWindow(WINDOW);

	private static ReferenceClient start(DiscordEmulator discord) {
		return ReferenceClient.start(discord, WINDOW.multipliedBy(2), true);
	}

	@Test
	void takesAConnectionWithoutAcknowledgementsForDead() throws Exception {
		try (DiscordEmulator discord = this.builder.heartbeatInterval(Duration.ofMillis(150)).start();
				ReferenceClient client = start(discord)) {
			client.awaitGuilds(0);
			discord.awaitSessions(1, PATIENCE);
			OngoingFault deafness = discord.fail().shard(0).ignoreHeartbeats();
			client.await(0, "RESUMED");
			deafness.cancel();
			discord.awaitSessions(1, PATIENCE);
			assertThat(discord.record().frames())
				.filteredOn((frame) -> frame.direction() == Frame.Direction.FROM_CLIENT && frame.closeCode() != 0)
				.isNotEmpty()
				.allMatch((frame) -> frame.closeCode() == CLOSE_TO_RESUME);
			assertThat(discord.record().identifies()).hasSize(1);
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenTheUrlOfTheSessionIsDeadResumesAtTheCachedOne(boolean refused) throws Exception {
		try (DiscordEmulator discord = this.builder.start()) {
			OngoingFault unused = refused ? discord.fail().shard(0).refuseResumeUrl()
					: discord.fail().shard(0).muteResumeUrl();
			try (ReferenceClient client = start(discord)) {
				String url = client.awaitGuilds(0).path("resume_gateway_url").stringValue();
				assertThat(url).isNotEqualTo(discord.gatewayUrl());
				discord.awaitSessions(1, PATIENCE);
				assertThat(discord.fail().shard(0).reset()).isOne();
				client.await(0, "RESUMED");
			}
			assertThat(discord.record().resumes()).extracting(DiscordRecord.Resume::accepted).containsExactly(true);
			assertThat(discord.record().identifies()).hasSize(1);
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource
	void startsAllTheSame(Function<DiscordEmulator, OngoingFault> fault) throws Exception {
		try (DiscordEmulator discord = this.builder.start()) {
			OngoingFault trouble = fault.apply(discord);
			try (ReferenceClient client = start(discord)) {
				client.awaitGuilds(0);
				discord.awaitSessions(1, PATIENCE);
				assertThat(trouble.struck()).isPositive();
				assertThat(discord.record().violations()).isEmpty();
			}
		}
	}

	static Stream<Named<Function<DiscordEmulator, OngoingFault>>> startsAllTheSame() {
		return Stream.of(
				Named.of("op 7 before HELLO",
						(discord) -> discord.fail().connections().times(1).reconnectBeforeHello()),
				Named.of("op 7 in place of HELLO",
						(discord) -> discord.fail().connections().times(1).reconnectInsteadOfHello()),
				Named.of("a close in place of HELLO", (discord) -> discord.fail().connections().times(1).close(4000)),
				Named.of("a reset in place of HELLO", (discord) -> discord.fail().connections().times(1).reset()),
				Named.of("op 9 in place of READY",
						(discord) -> discord.fail().shard(0).whenIdentifying().times(1).invalidate(false)),
				Named.of("payloads in several messages", (discord) -> discord.fail().shard(0).splitMessages(3)),
				Named.of("messages in several frames", (discord) -> discord.fail().shard(0).fragmentMessages(3)),
				Named.of("guilds that take their time",
						(discord) -> discord.fail().shard(0).slowGuilds(Duration.ofMillis(50))));
	}

}
