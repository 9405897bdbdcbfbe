package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.Frame;
import io.github.fleetboot.test.discord.record.Frame.Direction;
import io.github.fleetboot.test.discord.record.Moment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The record of payloads and closes.
 */
class FramesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@Test
	void bothDirectionsAreRecordedWithTheirTimes() {
		Moment start = Moment.now();
		try (DiscordEmulator discord = DiscordEmulator.builder().start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			discord.awaitSessions(1, PATIENCE);
			client.send("{\"op\":1,\"d\":2}").await(Op.HEARTBEAT_ACK);
			client.send("no payload").awaitClose();
			List<Frame> frames = discord.record().frames();
			assertThat(frames).extracting(Frame::direction, Frame::op, Frame::type, Frame::sequence, Frame::closeCode)
				.containsExactly(tuple(Direction.TO_CLIENT, Op.HELLO, null, 0L, 0),
						tuple(Direction.FROM_CLIENT, Op.IDENTIFY, null, 0L, 0),
						tuple(Direction.TO_CLIENT, Op.DISPATCH, "READY", 1L, 0),
						tuple(Direction.TO_CLIENT, Op.DISPATCH, "GUILD_CREATE", 2L, 0),
						tuple(Direction.FROM_CLIENT, Op.HEARTBEAT, null, 0L, 0),
						tuple(Direction.TO_CLIENT, Op.HEARTBEAT_ACK, null, 0L, 0),
						tuple(Direction.FROM_CLIENT, -1, null, 0L, 0), tuple(Direction.TO_CLIENT, -1, null, 0L, 4002));
			assertThat(frames).extracting(Frame::connection).containsOnly(1);
			assertThat(frames.get(1).sessionId()).isNull();
			assertThat(frames.get(3).sessionId()).isEqualTo(discord.record().sessions().get(0).id());
			assertThat(frames.get(6).bytes()).isEqualTo("no payload".length());
			assertThat(frames).extracting(Frame::time).isSorted();
			assertThat(start.until(frames.get(0).time())).isPositive().isLessThan(Duration.ofMinutes(1));
			assertThat(Duration.between(start.instant(), frames.get(0).time().instant()))
				.isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
			assertThat(discord.record().framesForgotten()).isZero();
		}
	}

	@Test
	void framesNeedNotBeRecorded() {
		try (DiscordEmulator discord = DiscordEmulator.builder().recordFrames(false).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("GUILD_CREATE");
			assertThat(discord.record().frames()).isEmpty();
			assertThat(discord.record().events()).hasSize(2);
		}
	}

}
