package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DiscordItself}.
 */
class DiscordItselfTests {

	private final DiscordEmulator discord = DiscordEmulator.builder()
		.guilds(2)
		.identifyWindow(Duration.ofNanos(1))
		.start();

	@AfterEach
	void stop() {
		this.discord.close();
	}

	@Test
	void restartsShards() {
		try (GatewayClient client = connected()) {
			assertThat(this.discord.itself().restartsShard(1)).isZero();
			assertThat(this.discord.itself().restartsShard(0)).isOne();
			client.await(Op.RECONNECT);
			assertThat(client.awaitClose()).isEqualTo(1006);
		}
		try (GatewayClient client = connected()) {
			assertThat(this.discord.itself().restartsAllShards()).isOne();
			client.await(Op.RECONNECT);
		}
	}

	@Test
	void forgetsAShard() {
		try (GatewayClient client = connected()) {
			assertThat(this.discord.itself().forgetsShard(0)).isOne();
			assertThat(client.await(Op.INVALID_SESSION).path("d").booleanValue(true)).isFalse();
			assertThat(this.discord.record().sessions().get(0).ended()).isNotNull();
		}
	}

	@Test
	void losesAGuildAndFindsItAgain() {
		try (GatewayClient client = connected()) {
			client.await("GUILD_CREATE");
			client.await("GUILD_CREATE");
			OngoingFault outage = this.discord.itself().losesGuild(1);
			assertThat(client.await("GUILD_DELETE").path("d").path("unavailable").booleanValue()).isTrue();
			outage.cancel();
			assertThat(client.await("GUILD_CREATE").path("d").path("id").stringValue())
				.isEqualTo(Long.toString(this.discord.guild(1).id()));
		}
	}

	@Test
	void isDownForAWhile() throws Exception {
		RestClient rest = new RestClient(this.discord);
		try (GatewayClient client = connected()) {
			this.discord.itself().isDownFor(Duration.ofSeconds(1));
			assertThat(client.awaitClose()).isEqualTo(1006);
		}
		assertThat(rest.get("users/@me").status()).isEqualTo(503);
		Awaitility.await().until(() -> rest.get("users/@me").status() == 200);
		connected().close();
	}

	@Test
	void resetsTheToken() {
		String former = this.discord.token();
		try (GatewayClient client = connected()) {
			assertThat(this.discord.itself().resetsTheToken()).isNotEqualTo(former).isEqualTo(this.discord.token());
			assertThat(client.awaitClose()).isEqualTo(4004);
		}
		assertThat(this.discord.record().faults()).extracting(DiscordRecord.Fault::what).contains("token reset");
	}

	private GatewayClient connected() {
		GatewayClient client = GatewayClient.connect(this.discord).identify(0, 1);
		client.awaitReady();
		return client;
	}

}
