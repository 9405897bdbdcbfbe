package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.rules.MissedHeartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a connection whose heart has stopped.
 */
class HeartbeatTests {

	@ParameterizedTest
	@CsvSource({ "SESSION_KEPT, 4000, true", "SESSION_TIMED_OUT, 4009, false", "CLOSED_NORMALLY, 1000, false" })
	void aConnectionWithoutAHeartbeatIsClosed(MissedHeartbeat choice, int code, boolean kept) {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.heartbeatInterval(Duration.ofMillis(200))
			.gateway((rules) -> rules.missedHeartbeat(choice))
			.start(); GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String session = client.await("READY").path("d").path("session_id").stringValue();
			assertThat(client.awaitClose()).isEqualTo(code);
			assertThat(discord.record().violations()).extracting(DiscordRecord.Violation::closeCode)
				.containsExactly(code);
			try (GatewayClient again = GatewayClient.connect(discord).resume(session, 1)) {
				if (kept) {
					again.await("RESUMED");
				}
				else {
					assertThat(again.await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
				}
			}
		}
	}

	@Test
	void theGraceIsAPartOfTheInterval() {
		Duration none = lifeOfASilentConnection(0);
		Duration ten = lifeOfASilentConnection(10);
		assertThat(ten).isGreaterThan(none).isGreaterThan(Duration.ofMillis(600));
	}

	private static Duration lifeOfASilentConnection(double grace) {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.heartbeatInterval(Duration.ofMillis(100))
			.gateway((rules) -> rules.heartbeatGrace(grace))
			.start(); GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			assertThat(client.awaitClose()).isEqualTo(4000);
			DiscordRecord record = discord.record();
			return record.identifies().get(0).time().until(record.violations().get(0).time());
		}
	}

	@Test
	void aConnectionThatBeatsLives() {
		try (DiscordEmulator discord = DiscordEmulator.builder().heartbeatInterval(Duration.ofMillis(1500)).start();
				DiscordEmulator clock = DiscordEmulator.builder()
					.heartbeatInterval(Duration.ofMillis(500))
					.gateway((rules) -> rules.heartbeatGrace(0))
					.start();
				GatewayClient client = GatewayClient.connect(discord)) {
			client.await(Op.HELLO);
			for (int i = 0; i < 5; i++) {
				client.send("{\"op\":1,\"d\":null}").await(Op.HEARTBEAT_ACK);
				try (GatewayClient silent = GatewayClient.connect(clock)) {
					silent.awaitClose();
				}
			}
			assertThat(client.isOpen()).isTrue();
			assertThat(discord.record().violations()).isEmpty();
		}
	}

}
