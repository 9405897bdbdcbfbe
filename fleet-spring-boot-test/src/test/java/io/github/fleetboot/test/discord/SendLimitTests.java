package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.rules.PresenceExcess;
import io.github.fleetboot.test.discord.rules.SendWindow;
import io.github.fleetboot.test.discord.world.BotPresence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a connection may send.
 */
class SendLimitTests {

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.maxConcurrency(16)
		.identifyWindow(Duration.ofNanos(1));

	@ParameterizedTest
	@EnumSource
	void the121stPayloadClosesTheConnectionAndKeepsTheSession(SendWindow shape) {
		try (DiscordEmulator discord = this.builder.gateway((rules) -> rules.sendWindow(shape)).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String session = client.await("READY").path("d").path("session_id").stringValue();
			for (int i = 1; i < 120; i++) {
				client.send("{\"op\":1,\"d\":null}").await(Op.HEARTBEAT_ACK);
			}
			assertThat(client.send("{\"op\":1,\"d\":null}").awaitClose()).isEqualTo(4008);
			try (GatewayClient again = GatewayClient.connect(discord).resume(session, 1)) {
				again.await("RESUMED");
			}
		}
	}

	@Test
	void theSixthPresenceIsIgnored() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("GUILD_CREATE");
			present(client, 6);
			client.awaitSilence();
			assertThat(discord.presence(0)).isEqualTo(new BotPresence("online", List.of("game 5")));
			assertThat(discord.record().violations()).extracting(DiscordRecord.Violation::closeCode).containsExactly(0);
		}
	}

	@Test
	void theSixthPresenceClosesTheConnectionIfSoChosen() {
		try (DiscordEmulator discord = this.builder.gateway((rules) -> rules.presenceExcess(PresenceExcess.CLOSED))
			.start(); GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("GUILD_CREATE");
			present(client, 5);
			client.awaitSilence();
			present(client, 1);
			assertThat(client.awaitClose()).isEqualTo(4008);
		}
	}

	private static void present(GatewayClient client, int times) {
		for (int i = 1; i <= times; i++) {
			client
				.send("""
						{"op":3,"d":{"since":null,"activities":[{"name":"game %d","type":0}],"status":"online","afk":false}}"""
					.formatted(i));
		}
	}

}
