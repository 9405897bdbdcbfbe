package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of connections and sessions, from the first byte to the last.
 */
class FaultsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration SOON = Duration.ofMillis(50);

	private static final String ZLIB = "?v=10&encoding=json&compress=zlib-stream";

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.guilds(4)
		.maxConcurrency(16)
		.identifyWindow(Duration.ofNanos(1))
		.seed(1);

	@Test
	void asksToReconnectBeforeHello() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().connections().times(1).reconnectBeforeHello();
			try (GatewayClient struck = GatewayClient.connect(discord);
					GatewayClient spared = GatewayClient.connect(discord)) {
				assertThat(struck.next().path("op").intValue()).isEqualTo(Op.RECONNECT);
				assertThat(struck.next().path("op").intValue()).isEqualTo(Op.HELLO);
				assertThat(spared.next().path("op").intValue()).isEqualTo(Op.HELLO);
				assertThat(discord.record().faults()).extracting(DiscordRecord.Fault::what).containsExactly("op 7");
			}
		}
	}

	@Test
	void asksToReconnectInPlaceOfHello() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().connections().times(1).reconnectInsteadOfHello();
			discord.fail().everySession().whenIdentifying().after(SOON).requestHeartbeat();
			try (GatewayClient struck = GatewayClient.connect(discord).identifyWithContent(0, 1);
					GatewayClient spared = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
				assertThat(struck.next().path("op").intValue()).isEqualTo(Op.RECONNECT);
				spared.await(Op.HEARTBEAT);
				assertThat(struck.messages()).isOne();
				assertThat(discord.record().identifies()).hasSize(1);
			}
		}
	}

	@Test
	void asksToReconnectAfterHello() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().connections().reconnectAfterHello();
			try (GatewayClient client = GatewayClient.connect(discord)) {
				assertThat(client.next().path("op").intValue()).isEqualTo(Op.HELLO);
				assertThat(client.next().path("op").intValue()).isEqualTo(Op.RECONNECT);
			}
		}
	}

	@Test
	void neverSaysHello() {
		try (DiscordEmulator discord = this.builder.heartbeatInterval(SOON).start()) {
			discord.fail().connections().times(1).mute();
			try (GatewayClient struck = GatewayClient.connect(discord).identifyWithContent(0, 1);
					GatewayClient spared = GatewayClient.connect(discord)) {
				assertThat(spared.awaitClose()).isEqualTo(4000);
				assertThat(struck.isOpen()).isTrue();
				assertThat(struck.messages()).isZero();
				assertThat(discord.record().identifies()).isEmpty();
			}
		}
	}

	@Test
	void saysHelloLate() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().connections().delayHello(SOON);
			try (GatewayClient client = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
				assertThat(client.next().path("op").intValue()).isEqualTo(Op.HELLO);
				client.await("READY");
				DiscordRecord.Fault fault = discord.record().faults().get(0);
				assertThat(fault.time().until(discord.record().identifies().get(0).time()))
					.isGreaterThan(SOON.dividedBy(2));
			}
		}
	}

	@Test
	void endsConnectionsInPlaceOfHello() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().connections().times(1).close(4000);
			try (GatewayClient client = GatewayClient.connect(discord)) {
				assertThat(client.awaitClose()).isEqualTo(4000);
				assertThat(client.messages()).isZero();
			}
			OngoingFault reset = discord.fail().connections().times(1).reset();
			try (GatewayClient client = GatewayClient.connect(discord)) {
				assertThat(client.awaitClose()).isEqualTo(1006);
				assertThat(client.messages()).isZero();
			}
			assertThat(reset.isOver()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void invalidatesInPlaceOfReady(boolean resumable) {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().shard(0).whenIdentifying().times(1).invalidate(resumable);
			try (GatewayClient client = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
				assertThat(client.await(Op.INVALID_SESSION).path("d").booleanValue()).isEqualTo(resumable);
				client.identifyWithContent(0, 1).await("READY");
				assertThat(discord.record().identifies()).extracting(DiscordRecord.Identify::accepted)
					.containsExactly(false, true);
				assertThat(discord.record().violations()).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 4000, 4001, 4003, 4004, 4008, 4009, 4014 })
	void closesWithAnyCode(int code) {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
			client.awaitReady();
			assertThat(discord.fail().shard(0).close(code)).isOne();
			assertThat(client.awaitClose()).isEqualTo(code);
		}
	}

	@Test
	void neverSaysReady() {
		try (DiscordEmulator discord = this.builder.start()) {
			discord.fail().shard(0).whenIdentifying().mute();
			try (GatewayClient struck = GatewayClient.connect(discord).identify(0, 2);
					GatewayClient spared = GatewayClient.connect(discord).identify(1, 2)) {
				struck.await(Op.HELLO);
				struck.send("{\"op\":1,\"d\":null}");
				spared.awaitReady();
				spared.untilAck();
				assertThat(struck.messages()).isOne();
				assertThat(struck.isOpen()).isTrue();
			}
		}
	}

	@Test
	void restartsAShard() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient one = GatewayClient.connect(discord).identify(0, 2);
				GatewayClient twin = GatewayClient.connect(discord).identify(0, 2);
				GatewayClient other = GatewayClient.connect(discord).identify(1, 2)) {
			String id = one.awaitReady();
			twin.awaitReady();
			other.awaitReady();
			assertThat(discord.fail().shard(0).restart(SOON)).isEqualTo(2);
			one.await(Op.RECONNECT);
			twin.await(Op.RECONNECT);
			assertThat(one.awaitClose()).isEqualTo(1006);
			assertThat(twin.awaitClose()).isEqualTo(1006);
			assertThat(other.isOpen()).isTrue();
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 1)) {
				again.await("RESUMED");
			}
		}
	}

	@Test
	void acknowledgesNoHeartbeat() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
			client.awaitReady();
			discord.awaitSessions(1, PATIENCE);
			client.untilAck();
			OngoingFault fault = discord.fail().shard(0).ignoreHeartbeats();
			client.send("{\"op\":1,\"d\":null}");
			discord.message(0).content("alive").send();
			assertThat(client.next().path("t").stringValue()).isEqualTo("MESSAGE_CREATE");
			fault.cancel();
			assertThat(client.untilAck()).isEmpty();
			assertThat(discord.record().faults()).extracting(DiscordRecord.Fault::what)
				.containsExactly("heartbeats are ignored", "end of heartbeats are ignored");
		}
	}

	@Test
	void readsNothing() {
		try (DiscordEmulator discord = this.builder.heartbeatInterval(Duration.ofSeconds(1)).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 2)) {
			OngoingFault fault = discord.fail().shard(0).stopReading();
			client.awaitReady();
			client.send("{\"op\":8,\"d\":{}}");
			try (GatewayClient bystander = GatewayClient.connect(discord).identify(1, 2)) {
				assertThat(bystander.awaitClose()).isEqualTo(4000);
			}
			assertThat(client.isOpen()).isTrue();
			fault.cancel();
			assertThat(client.awaitClose()).isEqualTo(4001);
		}
	}

	@Test
	void writesSlowly() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
			client.awaitReady();
			discord.awaitSessions(1, PATIENCE);
			client.untilAck();
			discord.fail().shard(0).slowDown(10_000);
			discord.message(0).content("x".repeat(2000)).send();
			Moment sent = Moment.now();
			JsonNode message = client.await("MESSAGE_CREATE");
			assertThat(message.path("d").path("content").stringValue()).hasSize(2000);
			assertThat(sent.until(Moment.now())).isGreaterThan(Duration.ofMillis(150));
			client.close(4321);
		}
	}

	@Test
	void splitsCompressedPayloadsOverMessages() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord, ZLIB).identifyWithContent(0, 1)) {
			client.awaitReady();
			discord.awaitSessions(1, PATIENCE);
			client.untilAck();
			discord.fail().shard(0).splitMessages(3);
			int before = client.messages();
			discord.message(0).content("in three parts").send();
			assertThat(client.next().path("d").path("content").stringValue()).isEqualTo("in three parts");
			assertThat(client.messages() - before).isEqualTo(3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "?v=10&encoding=json", ZLIB })
	void fragmentsMessages(String query) {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord, query).identifyWithContent(0, 1)) {
			client.awaitReady();
			discord.awaitSessions(1, PATIENCE);
			client.untilAck();
			discord.fail().shard(0).fragmentMessages(4);
			int messages = client.messages();
			int frames = client.frames();
			discord.message(0).content("grüße").send();
			assertThat(client.next().path("d").path("content").stringValue()).isEqualTo("grüße");
			assertThat(client.messages() - messages).isOne();
			assertThat(client.frames() - frames).isEqualTo(4);
		}
	}

	@Test
	void dropsAClientThatDoesNotRead() {
		try (DiscordEmulator discord = this.builder.outboundLimit(256 * 1024).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 2);
				GatewayClient other = GatewayClient.connect(discord).identify(1, 2)) {
			String id = client.awaitReady();
			other.awaitReady();
			List<DiscordRecord.Session> sessions = discord.awaitSessions(2, PATIENCE);
			int guild = (discord.guild(0).shard(2) == 0) ? 0 : 1;
			assertThat(sessions).hasSize(2);
			client.stall();
			for (int i = 0; i < 20_000 && discord.record().violations().isEmpty(); i++) {
				discord.message(guild).content("x".repeat(2000)).send();
			}
			assertThat(discord.record().violations()).singleElement().satisfies((violation) -> {
				assertThat(violation.sessionId()).isEqualTo(id);
				assertThat(violation.closeCode()).isEqualTo(1006);
			});
			assertThat(other.isOpen()).isTrue();
			assertThat(discord.record().sessions().get(0).connected()).isFalse();
			assertThat(discord.record().sessions().get(0).ended()).isNull();
		}
	}

	@Test
	void changesWhatTheGatewayGrants() throws Exception {
		try (DiscordEmulator discord = this.builder.maxConcurrency(1).identifyWindow(Duration.ofMinutes(1)).start();
				RestClient rest = new RestClient(discord);
				GatewayClient zero = GatewayClient.connect(discord).identify(0, 4);
				GatewayClient one = GatewayClient.connect(discord)) {
			zero.awaitReady();
			discord.fail().maxConcurrency(2);
			discord.fail().recommendShards(8);
			discord.fail().remainingSessionStarts(1);
			JsonNode answer = rest.get("gateway/bot").json();
			assertThat(answer.path("shards").intValue()).isEqualTo(8);
			assertThat(answer.path("session_start_limit").path("remaining").intValue()).isOne();
			assertThat(answer.path("session_start_limit").path("max_concurrency").intValue()).isEqualTo(2);
			one.identify(1, 4).awaitReady();
			try (GatewayClient last = GatewayClient.connect(discord).identify(2, 4)) {
				assertThat(last.awaitClose()).isEqualTo(4004);
			}
			assertThat(discord.record().faults()).extracting(DiscordRecord.Fault::what)
				.containsExactly("max_concurrency 2", "shards 8", "remaining 1");
		}
	}

	@Test
	void resetsTheToken() throws Exception {
		try (DiscordEmulator discord = this.builder.start();
				RestClient rest = new RestClient(discord);
				GatewayClient client = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
			client.awaitReady();
			String former = discord.token();
			String token = discord.fail().resetToken();
			assertThat(token).isNotEqualTo(former).isEqualTo(discord.token());
			assertThat(client.awaitClose()).isEqualTo(4004);
			assertThat(rest.get("users/@me").status()).isEqualTo(401);
			assertThat(rest.authorization("Bot " + token).get("users/@me").status()).isEqualTo(200);
			try (GatewayClient again = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
				again.awaitReady();
			}
		}
	}

	@Test
	void aSessionEndsWithItsToken() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identifyWithContent(0, 1)) {
			String session = client.awaitReady();
			discord.fail().resetToken();
			client.awaitClose();
			try (GatewayClient again = GatewayClient.connect(discord).resume(session, 1)) {
				assertThat(again.await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
			}
		}
	}

}
