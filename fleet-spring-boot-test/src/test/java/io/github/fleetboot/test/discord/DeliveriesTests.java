package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.Comparison;
import io.github.fleetboot.test.discord.record.Deliveries;
import io.github.fleetboot.test.discord.record.Delivery;
import io.github.fleetboot.test.discord.record.Delivery.Fate;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Publication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the record tells of each event: how far it came, and why no further.
 */
class DeliveriesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Predicate<Publication> MESSAGES = (event) -> event.type().equals("MESSAGE_CREATE");

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.guilds(2)
		.maxConcurrency(16)
		.identifyWindow(Duration.ofNanos(1));

	@Test
	void aDispatchIsAcknowledgedOnceAHeartbeatNamesItsNumber() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			discord.awaitSessions(1, PATIENCE);
			long first = discord.message(0).send().id();
			long second = discord.message(1).send().id();
			assertThat(fateOf(discord, first)).isEqualTo(Fate.SENT);
			client.send("{\"op\":1,\"d\":4}").await(Op.HEARTBEAT_ACK);
			assertThat(fateOf(discord, first)).isEqualTo(Fate.ACKNOWLEDGED);
			assertThat(fateOf(discord, second)).isEqualTo(Fate.SENT);
			client.send("{\"op\":1,\"d\":400}").await(Op.HEARTBEAT_ACK);
			assertThat(fateOf(discord, second)).isEqualTo(Fate.ACKNOWLEDGED);
			assertThat(discord.record().deliveries().counts()).containsOnly(Map.entry(Fate.ACKNOWLEDGED, 5L));
		}
	}

	@Test
	void aReplayIsARepetitionOnlyOfWhatWasWrittenBefore() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			discord.awaitSessions(1, PATIENCE);
			long before = discord.message(0).send().id();
			client.close(4900);
			long meanwhile = discord.message(0).send().id();
			assertThat(fateOf(discord, meanwhile)).isEqualTo(Fate.KEPT);
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 3)) {
				again.await("RESUMED");
				assertThat(delivery(discord, before).writes()).isEqualTo(2);
				assertThat(delivery(discord, before).connection()).isOne();
				assertThat(delivery(discord, meanwhile).writes()).isOne();
				assertThat(discord.record().deliveries().repeated())
					.extracting((delivery) -> delivery.event().subject())
					.containsExactly(before);
				Comparison comparison = discord.record().compare(List.of(before, before, meanwhile), MESSAGES);
				comparison.assertAccounted();
				assertThatExceptionOfType(AssertionError.class).isThrownBy(comparison::assertComplete)
					.withMessageContaining("repeated: seen 2 times: MESSAGE_CREATE " + before);
				assertThatExceptionOfType(AssertionError.class).isThrownBy(
						discord.record().compare(List.of(before, meanwhile, meanwhile), MESSAGES)::assertAccounted);
			}
		}
	}

	@Test
	void whatAReplayLeavesOutIsSkippedThoughItWasWritten() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String id = client.await("READY").path("d").path("session_id").stringValue();
			discord.awaitSessions(1, PATIENCE);
			long written = discord.message(0).send().id();
			client.close(4900);
			OngoingFault fault = discord.fail().session(id).skipOnReplay(1);
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 3)) {
				again.await("RESUMED");
				again.close(4900);
			}
			fault.cancel();
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 3)) {
				again.await("MESSAGE_CREATE");
				again.close(4900);
			}
			assertThat(fateOf(discord, written)).isEqualTo(Fate.SENT);
			discord.fail().session(id).skipOnReplay(1);
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, 3)) {
				again.await("RESUMED");
				again.send("{\"op\":1,\"d\":7}").await(Op.HEARTBEAT_ACK);
			}
			assertThat(fateOf(discord, written)).isEqualTo(Fate.SKIPPED);
			discord.record().compare(List.of(), MESSAGES).assertAccounted();
		}
	}

	@Test
	void whatHappensInAGuildThatASessionWasNotToldOfIsExplained() {
		try (DiscordEmulator discord = this.builder.start()) {
			OngoingFault silence = discord.fail().guild(0).silence();
			try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
				client.await("READY");
				discord.awaitSessions(1, PATIENCE);
				silence.cancel();
				long unknown = discord.message(0).send().id();
				long known = discord.message(1).send().id();
				client.send("{\"op\":1,\"d\":5}").await(Op.HEARTBEAT_ACK);
				assertThat(fateOf(discord, unknown)).isEqualTo(Fate.ACKNOWLEDGED);
				Comparison comparison = discord.record().compare(List.of(), MESSAGES);
				assertThat(comparison.unexplained()).singleElement()
					.satisfies((loss) -> assertThat(loss.event().subject()).isEqualTo(known));
				assertThat(comparison.toString()).contains("which had not been told of the guild");
			}
		}
	}

	@Test
	void anEndedSessionExplainsWhatItsClientDidNotConfirm() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			discord.awaitSessions(1, PATIENCE);
			long confirmed = discord.message(0).send().id();
			client.send("{\"op\":1,\"d\":4}").await(Op.HEARTBEAT_ACK);
			long unconfirmed = discord.message(0).send().id();
			client.close(4900);
			long unsent = discord.message(0).send().id();
			try (GatewayClient again = GatewayClient.connect(discord).resume(sessionId(discord), 99)) {
				again.awaitClose();
			}
			long unheard = discord.message(0).send().id();
			assertThat(List.of(fateOf(discord, confirmed), fateOf(discord, unconfirmed), fateOf(discord, unsent)))
				.containsExactly(Fate.ACKNOWLEDGED, Fate.UNCONFIRMED, Fate.LOST);
			Comparison comparison = discord.record().compare(List.of(), MESSAGES);
			assertThat(comparison.lost()).hasSize(4);
			assertThat(comparison.unexplained()).singleElement()
				.satisfies((loss) -> assertThat(loss.event().subject()).isEqualTo(confirmed));
			assertThat(comparison.toString()).contains("lost 4 (1 unexplained)")
				.contains("RESUME with seq 99 when the last one is 6")
				.contains("unexplained: MESSAGE_CREATE " + confirmed)
				.contains("MESSAGE_CREATE " + unheard + " of guild");
			assertThat(discord.record().deliveries().toString()).contains("UNCONFIRMED=1").contains("LOST=1");
			discord.record().compare(List.of(confirmed), MESSAGES).assertAccounted();
		}
	}

	@Test
	void wrongOrderAndStrangersShow() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("READY");
			discord.awaitSessions(1, PATIENCE);
			long first = discord.message(0).send().id();
			long elsewhere = discord.message(1).send().id();
			long second = discord.message(0).send().id();
			discord.record().compare(List.of(elsewhere, first, second), MESSAGES).assertComplete();
			Comparison wrong = discord.record().compare(List.of(second, 4711L, elsewhere, first), MESSAGES);
			assertThat(wrong.reordered()).singleElement()
				.satisfies((inversion) -> assertThat(inversion.event().subject()).isEqualTo(first));
			assertThat(wrong.unexpected()).containsExactly(4711L);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(wrong::assertAccounted)
				.withMessageContaining("%d was seen after MESSAGE_CREATE %d", first, second)
				.withMessageContaining("unexpected: 4711");
		}
	}

	@Test
	void twinSessionsEachHaveTheirDelivery() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient one = GatewayClient.connect(discord).identify(0, 1);
				GatewayClient other = GatewayClient.connect(discord).identify(0, 1)) {
			one.await("READY");
			other.await("READY");
			discord.awaitSessions(2, PATIENCE);
			long message = discord.message(0).send().id();
			Deliveries deliveries = discord.record().deliveries();
			assertThat(deliveries.about(message)).hasSize(2);
			assertThat(deliveries.perSession().values()).containsExactly(4L, 4L);
			assertThat(deliveries.ofSession(sessionId(discord))).extracting((delivery) -> delivery.event().type())
				.containsExactly("READY", "GUILD_CREATE", "GUILD_CREATE", "MESSAGE_CREATE");
			assertThat(discord.record().publications()).singleElement()
				.satisfies((event) -> assertThat(event.sessions()).isEqualTo(2));
			discord.record().compare(List.of(message, message), MESSAGES).assertAccounted();
		}
	}

	private static String sessionId(DiscordEmulator discord) {
		return discord.record().sessions().get(0).id();
	}

	private static Delivery delivery(DiscordEmulator discord, long subject) {
		DiscordRecord record = discord.record();
		assertThat(record.deliveries().about(subject)).hasSize(1);
		return record.deliveries().about(subject).get(0);
	}

	private static Fate fateOf(DiscordEmulator discord, long subject) {
		return delivery(discord, subject).fate();
	}

}
