package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.test.discord.gateway.GatewaySession;
import io.github.fleetboot.test.discord.gateway.Identification;
import io.github.fleetboot.test.discord.gateway.IdentifyLedger;
import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions: when they may start, how they outlive a connection and how they end.
 */
class SessionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.guilds(4)
		.maxConcurrency(16)
		.invalidSessionDelay(Duration.ofMillis(10))
		.identifyWindow(Duration.ofNanos(1));

	@Test
	void whenAKeyIsUsedTwiceInTheWindowTheSecondIsInvalid() {
		try (DiscordEmulator discord = this.builder.maxConcurrency(2).identifyWindow(Duration.ofMinutes(1)).start();
				GatewayClient zero = GatewayClient.connect(discord).identify(0, 4);
				GatewayClient one = GatewayClient.connect(discord).identify(1, 4)) {
			zero.await("READY");
			one.await("READY");
			try (GatewayClient two = GatewayClient.connect(discord).identify(2, 4)) {
				assertThat(two.await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
				assertThat(two.isOpen()).isTrue();
			}
			assertThat(discord.record().identifies()).extracting(DiscordRecord.Identify::accepted)
				.containsExactlyInAnyOrder(true, true, false);
			assertThat(discord.record().violations()).singleElement()
				.satisfies((violation) -> assertThat(violation.reason()).contains("2/4", "key 0"));
		}
	}

	@Test
	void whenTheWindowIsOverTheSameConnectionMayIdentifyAgain() {
		Duration window = Duration.ofMillis(300);
		try (DiscordEmulator discord = this.builder.maxConcurrency(1)
			.identifyWindow(window)
			.invalidSessionDelay(window)
			.start();
				GatewayClient zero = GatewayClient.connect(discord).identify(0, 2);
				GatewayClient one = GatewayClient.connect(discord)) {
			zero.await("READY");
			one.identify(1, 2).await(Op.INVALID_SESSION);
			one.identify(1, 2).await("READY");
		}
	}

	@Test
	void eachIdentifyCostsAStartAndTheLastStrawEndsAll() throws Exception {
		try (DiscordEmulator discord = this.builder.sessionStartLimit(10, 2, Duration.ofHours(1)).start();
				RestClient rest = new RestClient(discord);
				GatewayClient zero = GatewayClient.connect(discord).identify(0, 2);
				GatewayClient one = GatewayClient.connect(discord).identify(1, 2)) {
			zero.await("READY");
			one.await("READY");
			JsonNode limit = rest.get("gateway/bot").json().path("session_start_limit");
			assertThat(limit.path("total").intValue()).isEqualTo(10);
			assertThat(limit.path("remaining").intValue()).isZero();
			assertThat(limit.path("reset_after").longValue()).isBetween(3_500_000L, 3_600_000L);
			try (GatewayClient more = GatewayClient.connect(discord).identify(2, 4)) {
				assertThat(more.awaitClose()).isEqualTo(4004);
			}
			assertThat(zero.awaitClose()).isEqualTo(4004);
			assertThat(one.awaitClose()).isEqualTo(4004);
			assertThat(rest.get("users/@me").status()).isEqualTo(401);
		}
	}

	@Test
	void whenThePeriodIsOverTheBudgetIsRenewed() {
		Settings settings = new Settings();
		settings.sessionStarts = 3;
		settings.sessionStartsRemaining = 1;
		settings.sessionStartsResetAfter = Duration.ofNanos(100);
		IdentifyLedger ledger = new IdentifyLedger(settings, 1000);
		assertThat(ledger.spend(1050)).isTrue();
		assertThat(ledger.spend(1099)).isFalse();
		assertThat(ledger.remaining(1100)).isEqualTo(3);
		assertThat(ledger.resetAfter(1150)).isEqualTo(Duration.ofNanos(50));
	}

	@Test
	void aWindowStartsWithTheLastGrantedIdentify() {
		Settings settings = new Settings();
		settings.maxConcurrency = 2;
		settings.identifyWindow = Duration.ofNanos(100);
		IdentifyLedger ledger = new IdentifyLedger(settings, 0);
		assertThat(ledger.take(1, 10)).isZero();
		assertThat(ledger.take(0, 20)).isZero();
		assertThat(ledger.take(0, 1000)).isZero();
		assertThat(ledger.take(2, 1060)).isEqualTo(Duration.ofNanos(40));
		assertThat(ledger.take(3, 1060)).isZero();
		assertThat(ledger.take(4, 1100)).isZero();
	}

	@Test
	void aBrokenSessionIsReplayedInOrder() {
		try (DiscordEmulator discord = this.builder.guilds(1).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			discord.awaitSessions(1, PATIENCE);
			assertThat(discord.fail().shard(0).reset()).isOne();
			assertThat(client.awaitClose()).isEqualTo(1006);
			discord.message(0).content("one").send();
			discord.message(0).content("two").send();
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 2)) {
				again.await(Op.HELLO);
				JsonNode one = again.next();
				assertThat(one.path("s").intValue()).isEqualTo(3);
				JsonNode two = again.next();
				assertThat(two.path("s").intValue()).isEqualTo(4);
				assertThat(two.path("t").stringValue()).isEqualTo("MESSAGE_CREATE");
				JsonNode resumed = again.next();
				assertThat(resumed.path("t").stringValue()).isEqualTo("RESUMED");
				assertThat(resumed.path("s").intValue()).isEqualTo(5);
				discord.message(0).content("three").send();
				assertThat(again.next().path("s").intValue()).isEqualTo(6);
			}
			assertThat(discord.record().resumes()).singleElement()
				.satisfies((resume) -> assertThat(resume.replayed()).isEqualTo(2));
			assertThat(discord.record().identifies()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 1001 })
	void aSessionTheClientClosesIsGone(int code) {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			client.close(code);
			assertThat(discord.record().sessions()).singleElement()
				.satisfies((session) -> assertThat(session.ended()).isNotNull());
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 1)) {
				assertThat(again.await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
			}
		}
	}

	@Test
	void aSessionClosedOtherwiseIsKeptForItsLifetime() {
		try (DiscordEmulator discord = this.builder.sessionLifetime(Duration.ofMillis(300)).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			client.close(4900);
			DiscordRecord.Session session = discord.record().sessions().get(0);
			assertThat(session.ended()).isNull();
			assertThat(session.closeCode()).isEqualTo(4900);
			assertThat(session.connected()).isFalse();
			discord.awaitRecord("the end of the session", (record) -> record.sessions().get(0).ended() != null,
					PATIENCE);
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 1)) {
				again.await(Op.INVALID_SESSION);
			}
		}
	}

	@Test
	void aResumeAheadOfTheServerEndsTheSession() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			discord.awaitSessions(1, PATIENCE);
			client.close(4900);
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 6)) {
				assertThat(again.awaitClose()).isEqualTo(4007);
			}
			assertThat(discord.record().sessions().get(0).ended()).isNotNull();
		}
	}

	@Test
	void aBufferThatWasOverrunCannotBeReplayed() {
		try (DiscordEmulator discord = this.builder.guilds(1).replayBuffer(2).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			discord.awaitSessions(1, PATIENCE);
			client.close(4900);
			for (int i = 0; i < 3; i++) {
				discord.message(0).content("missed").send();
			}
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 2)) {
				assertThat(again.await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
			}
		}
	}

	@Test
	void aResumeTakesTheSessionOver() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 1)) {
				again.await("RESUMED");
				assertThat(client.awaitClose()).isEqualTo(4000);
				discord.message(0).content("hi").send();
				again.await("MESSAGE_CREATE");
			}
		}
	}

	@Test
	void twinSessionsEachGetTheirCopy() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient old = GatewayClient.connect(discord).identify(1, 2);
				GatewayClient young = GatewayClient.connect(discord).identify(1, 4)) {
			discord.awaitSessions(2, PATIENCE);
			EmulatorGuild shared = discord.guilds().stream().filter((guild) -> guild.shard(4) == 1).findFirst().get();
			EmulatorGuild oldOnly = discord.guilds().stream().filter((guild) -> guild.shard(4) == 3).findFirst().get();
			discord.message(oldOnly.id()).send();
			discord.slashCommand(shared.id(), "who").send();
			old.await("MESSAGE_CREATE");
			String seen = old.await("INTERACTION_CREATE").path("d").path("id").stringValue();
			assertThat(young.await("INTERACTION_CREATE").path("d").path("id").stringValue()).isEqualTo(seen);
			assertThat(discord.record().events().stream().filter((event) -> event.type().equals("MESSAGE_CREATE")))
				.hasSize(1);
		}
	}

	@Test
	void directMessagesGoToShardZero() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient zero = GatewayClient.connect(discord).identify(0, 2);
				GatewayClient one = GatewayClient.connect(discord).identify(1, 2)) {
			discord.awaitSessions(2, PATIENCE);
			discord.directMessage().from("ann").content("psst").send();
			JsonNode message = zero.await("MESSAGE_CREATE").path("d");
			assertThat(message.path("content").stringValue()).isEqualTo("psst");
			assertThat(message.has("guild_id")).isFalse();
			one.send("{\"op\":1,\"d\":null}").await(Op.HEARTBEAT_ACK);
			assertThat(discord.record().events()).filteredOn((event) -> event.type().equals("MESSAGE_CREATE"))
				.extracting(DiscordRecord.Event::shard)
				.containsExactly(0);
		}
	}

	@Test
	void contentIsHiddenWithoutItsIntent() {
		try (DiscordEmulator discord = this.builder.guilds(1).start();
				GatewayClient without = GatewayClient.connect(discord).identify(0, 1);
				GatewayClient with = GatewayClient.connect(discord).identify(1, 2, 1 | 1 << 9 | 1 << 15)) {
			discord.awaitSessions(2, PATIENCE);
			assertThat(discord.guild(0).shard(2)).isOne();
			String mention = "<@" + discord.applicationId() + "> hello";
			discord.message(0).content("secret").send();
			discord.message(0).content(mention).send();
			assertThat(content(without)).isEmpty();
			assertThat(content(without)).isEqualTo(mention);
			assertThat(content(with)).isEqualTo("secret");
		}
	}

	private static String content(GatewayClient client) {
		return client.await("MESSAGE_CREATE").path("d").path("content").stringValue();
	}

	@Test
	void faultsReachTheChosenSessions() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient zero = GatewayClient.connect(discord).identify(0, 2);
				GatewayClient one = GatewayClient.connect(discord).identify(1, 2)) {
			discord.awaitSessions(2, PATIENCE);
			assertThat(discord.fail().everySession().requestHeartbeat()).isEqualTo(2);
			zero.await(Op.HEARTBEAT);
			assertThat(discord.fail().shard(0).reconnect()).isOne();
			zero.await(Op.RECONNECT);
			assertThat(discord.fail().shard(1).invalidate(false)).isOne();
			assertThat(one.await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
			assertThat(discord.fail().shard(0).close(4009)).isOne();
			assertThat(zero.awaitClose()).isEqualTo(4009);
			assertThat(discord.record().sessions()).allMatch((session) -> session.ended() != null);
			assertThat(one.isOpen()).isTrue();
			one.identify(1, 2).await("READY");
		}
	}

	@Test
	void aResumableInvalidSessionHearsNothingUntilItIsResumed() {
		try (DiscordEmulator discord = this.builder.guilds(1).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			discord.awaitSessions(1, PATIENCE);
			discord.fail().session(id).invalidate(true);
			assertThat(client.await(Op.INVALID_SESSION).path("d").booleanValue()).isTrue();
			discord.message(0).content("missed").send();
			client.send("{\"op\":1,\"d\":2}");
			assertThat(client.next().path("op").intValue()).isEqualTo(Op.HEARTBEAT_ACK);
			assertThat(client.resume(id, 2).next().path("t").stringValue()).isEqualTo("MESSAGE_CREATE");
		}
	}

	@Test
	void aResumeWithAWrongTokenIsRefused() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1);
				GatewayClient thief = GatewayClient.connect(discord)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			thief.send("{\"op\":6,\"d\":{\"token\":\"x\",\"session_id\":\"" + id + "\",\"seq\":1}}");
			assertThat(thief.awaitClose()).isEqualTo(4004);
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void fiveThousandGuildsAreSpreadEvenly() {
		try (DiscordEmulator discord = this.builder.guilds(5000).membersPerGuild(1000).start();
				GatewayClient zero = GatewayClient.connect(discord, "?v=10&encoding=json&compress=zlib-stream");
				GatewayClient one = GatewayClient.connect(discord).identify(1, 2)) {
			zero.identify(0, 2);
			assertThat(discord.awaitSessions(2, Duration.ofSeconds(20))).extracting(DiscordRecord.Session::guilds)
				.containsExactly(2500, 2500);
			for (int i = 0; i < 2500; i++) {
				zero.await("GUILD_CREATE");
				one.await("GUILD_CREATE");
			}
			for (int shards = 1; shards <= 64; shards++) {
				int count = shards;
				long onFirst = discord.guilds().stream().filter((guild) -> guild.shard(count) == 0).count();
				assertThat(onFirst).isBetween((long) 5000 / count, (long) 5000 / count + 1);
			}
		}
	}

	@Test
	void aSessionHearsOfAGuildOnceItWasIntroduced() {
		List<EmulatorGuild> guilds = List.of(EmulatorGuild.at(0, 1), EmulatorGuild.at(2, 1));
		Shard shard = new Shard(guilds.get(0).shard(2), 2);
		GatewaySession session = new GatewaySession("id", new Identification(shard, 1, 50, null), guilds, 10,
				Moment.now());
		assertThat(session.covers(guilds.get(0))).isFalse();
		session.introduceNext();
		assertThat(session.covers(guilds.get(0))).isTrue();
		assertThat(session.covers(guilds.get(1))).isFalse();
		session.introduceNext();
		assertThat(session.covers(guilds.get(1))).isTrue();
		assertThat(session.covers(EmulatorGuild.at(1, 1))).isFalse();
	}

}
