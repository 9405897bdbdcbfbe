package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Outbox}.
 */
class OutboxTests {

	private static final long LATER = System.nanoTime() + Duration.ofMinutes(10).toNanos();

	private final Outbox outbox = new Outbox(IpcOptions.defaults().withMaxQueue(1000));

	private final ByteBuffer out = ByteBuffer.allocate(Frame.BUFFER);

	private final List<String> ended = new ArrayList<>();

	@Test
	void smallFramesGoBeforePartsAndPartsGoByTurns() throws Exception {
		open(1, 200_000);
		open(2, 200_000);
		assertThat(kinds()).containsExactly("MESSAGE 1", "MESSAGE 2");
		assertThat(this.outbox.hasWork()).isFalse();
		this.outbox.credit(1, Frame.WINDOW);
		this.outbox.credit(2, Frame.WINDOW);
		this.outbox.add(new OutFrame(Frame.plain(Frame.Kind.PING, 9, 0)));
		assertThat(kinds()).containsExactly("PING 9", "PART 1");
		this.outbox.add(new OutFrame(Frame.plain(Frame.Kind.PING, 10, 0)));
		assertThat(kinds()).containsExactly("PING 10", "PART 2");
		assertThat(kinds()).containsExactly("PART 1");
	}

	@Test
	void partsWaitForCreditAndThePayloadEndsWithTheLastAcknowledgement() throws Exception {
		open(1, Frame.PART * 10);
		kinds();
		this.outbox.credit(1, 2);
		assertThat(kinds()).containsExactly("PART 1");
		assertThat(kinds()).containsExactly("PART 1");
		assertThat(kinds()).isEmpty();
		for (int i = 0; i < 10; i++) {
			assertThat(this.ended).isEmpty();
			this.outbox.credit(1, 1);
			kinds();
		}
		assertThat(this.ended).containsExactly("1");
		assertThat(this.outbox.isEmpty()).isTrue();
	}

	@Test
	void whatIsLateIsNotSent() throws Exception {
		BulkOut late = new BulkOut(1, new byte[100_000], System.nanoTime() - 1, () -> this.ended.add("1"));
		this.outbox.register(late);
		this.outbox.add(new OutFrame(Frame.plain(Frame.Kind.MESSAGE, 1, 0), new byte[0], late.deadline(), null, late));
		assertThat(kinds()).isEmpty();
		assertThat(this.ended).containsExactly("1");
	}

	@Test
	void remainingTimeIsWrittenAtTheLastMoment() throws Exception {
		this.outbox.add(new OutFrame(Frame.plain(Frame.Kind.MESSAGE, 1, 0), new byte[0], LATER, null, null));
		this.outbox.fill(this.out);
		FrameReader reader = new FrameReader();
		assertThat(reader.next(this.out.flip())).isTrue();
		assertThat(reader.value()).isBetween(1, 600_000);
	}

	@Test
	void onlyWhatMeansSomethingElsewhereSurvivesTheConnection() throws Exception {
		open(1, 100_000);
		kinds();
		this.outbox.add(new OutFrame(Frame.plain(Frame.Kind.REPLY, 5, 0)));
		this.outbox.add(new OutFrame(Frame.plain(Frame.Kind.MESSAGE, 6, 0), new byte[0], LATER, null, null));
		open(7, 100_000);
		this.outbox.connectionLost();
		assertThat(this.ended).containsExactly("1");
		assertThat(kinds()).containsExactly("MESSAGE 6", "MESSAGE 7");
		assertThat(this.outbox.bulk(7)).isNotNull();
	}

	@Test
	void roomIsBounded() {
		assertThat(this.outbox.hasRoom(1001)).isFalse();
		this.outbox.add(new OutFrame(new byte[600]));
		assertThat(this.outbox.hasRoom(401)).isFalse();
		assertThat(this.outbox.hasRoom(400)).isTrue();
		this.outbox.fill(this.out);
		assertThat(this.outbox.hasRoom(1000)).isTrue();
		assertThat(this.outbox.hasBulkRoom(Integer.MAX_VALUE)).isFalse();
	}

	@Test
	void lateOpenPayloadsAreSwept() throws Exception {
		open(1, 100_000);
		open(2, 100_000);
		kinds();
		assertThat(this.outbox.sweep(LATER)).isEmpty();
		assertThat(this.outbox.sweep(LATER + 1)).containsExactlyInAnyOrder(1L, 2L);
		assertThat(this.ended).containsExactlyInAnyOrder("1", "2");
	}

	private void open(long stream, int size) {
		BulkOut bulk = new BulkOut(stream, new byte[size], LATER, () -> this.ended.add(Long.toString(stream)));
		this.outbox.register(bulk);
		this.outbox.add(new OutFrame(Frame.plain(Frame.Kind.MESSAGE, stream, 0), new byte[0], LATER, null, bulk));
	}

	private List<String> kinds() throws FrameException {
		this.outbox.fill(this.out.clear());
		this.out.flip();
		FrameReader reader = new FrameReader();
		List<String> kinds = new ArrayList<>();
		while (reader.next(this.out)) {
			kinds.add(switch (reader.kind()) {
				case Frame.Kind.MESSAGE -> "MESSAGE ";
				case Frame.Kind.PART -> "PART ";
				default -> "PING ";
			} + reader.id());
		}
		return kinds;
	}

}
