package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcFailure;
import io.github.fleetboot.ipc.IpcHello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Frame}, {@link FrameReader} and {@link Body}.
 */
class FrameTests {

	private final FrameReader reader = new FrameReader();

	@Test
	void messageSurvivesTheWay() throws Exception {
		byte[] payload = "payload".getBytes(StandardCharsets.UTF_8);
		Map<String, String> headers = Map.of("a", "1", "ü", "");
		byte[] bytes = Body.encode(Frame.Kind.REQUEST, Frame.ALL, 1234, 99, 0, "cluster-1", "greet.ünïcode",
				new IpcContent(payload, headers));
		ByteBuffer whole = ByteBuffer.allocate(bytes.length + payload.length);
		assertThat(new OutFrame(bytes, payload, 0, null, null).write(whole, 0)).isTrue();
		read(whole.array());
		assertThat(this.reader.kind()).isEqualTo(Frame.Kind.REQUEST);
		assertThat(this.reader.isForAll()).isTrue();
		assertThat(this.reader.isBulk()).isFalse();
		assertThat(this.reader.value()).isEqualTo(1234);
		assertThat(this.reader.id()).isEqualTo(99);
		assertThat(this.reader.source()).isEmpty();
		assertThat(this.reader.destination()).isEqualTo("cluster-1");
		Body body = Body.decode(this.reader);
		assertThat(body.route()).isEqualTo("greet.ünïcode");
		assertThat(body.content().headers()).isEqualTo(headers);
		assertThat(body.content().bytes()).isEqualTo(payload);
	}

	@Test
	void hubReplacesTheHeadAndKeepsTheBody() throws Exception {
		read(Body.encode(Frame.Kind.REQUEST, Frame.ALL | Frame.BULK, 50, 1, 2, "everyone", "route",
				new IpcContent(new byte[100_000], Map.of("a", "b"))));
		Passage passage = Passage.of(this.reader, 77, -5, Frame.text("service-x")).copy().with(40, -6);
		ByteBuffer out = ByteBuffer.allocate(passage.length());
		passage.write(out);
		assertThat(out.hasRemaining()).isFalse();
		read(out.array());
		assertThat(this.reader.id()).isEqualTo(77);
		assertThat(this.reader.value()).isEqualTo(40);
		assertThat(this.reader.stream()).isEqualTo(-6);
		assertThat(this.reader.total()).isEqualTo(100_000);
		assertThat(this.reader.source()).isEqualTo("service-x");
		assertThat(this.reader.destination()).isEmpty();
		assertThat(this.reader.isForAll()).isFalse();
		assertThat(Body.decode(this.reader).route()).isEqualTo("route");
		assertThat(Body.decode(this.reader).content().headers()).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void furtherFieldsOfNewerReleasesAreSkipped() throws Exception {
		byte[] known = Body.encode(Frame.Kind.MESSAGE, 0, 0, 5, 0, "admiral", "r", IpcContent.empty());
		int fields = Frame.LENGTH_BYTES + Frame.FIXED_HEAD;
		ByteBuffer newer = ByteBuffer.allocate(known.length + 3);
		newer.put(known, 0, fields).put(new byte[] { 1, 2, 3 }).put(known, fields, known.length - fields);
		newer.putInt(0, newer.capacity() - Frame.LENGTH_BYTES).put(7, (byte) 3);
		read(newer.array());
		assertThat(this.reader.destination()).isEqualTo("admiral");
		assertThat(Body.decode(this.reader).route()).isEqualTo("r");
	}

	@Test
	void incompleteFrameWaitsForTheRest() throws Exception {
		byte[] bytes = Frame.plain(Frame.Kind.PING, 1, 0);
		for (int length = 0; length < bytes.length; length++) {
			ByteBuffer part = ByteBuffer.wrap(bytes, 0, length);
			assertThat(this.reader.next(part)).isFalse();
			assertThat(part.position()).isZero();
		}
	}

	@Test
	void impossibleFramesAreRefused() {
		byte[] bytes = Body.encode(Frame.Kind.MESSAGE, 0, 0, 5, 0, "admiral", "r", IpcContent.empty());
		for (int length : List.of(-1, 0, 3, Frame.MAX_LENGTH + 1, Integer.MAX_VALUE)) {
			assertRefused(ByteBuffer.wrap(bytes.clone()).putInt(0, length));
		}
		assertRefused(ByteBuffer.wrap(bytes.clone()).put(4, (byte) 9));
		assertRefused(ByteBuffer.wrap(bytes.clone()).put(7, (byte) 200));
		assertRefused(ByteBuffer.wrap(bytes.clone()).put(20, (byte) 200));
		assertRefused(ByteBuffer.wrap(bytes.clone()).putShort(21, (short) 60_000));
	}

	private void assertRefused(ByteBuffer bytes) {
		assertThatExceptionOfType(FrameException.class).isThrownBy(() -> this.reader.next(bytes));
	}

	@Test
	void brokenBodiesAreRefused() throws Exception {
		byte[] bytes = Body.encode(Frame.Kind.MESSAGE, 0, 0, 5, 0, "", "r",
				new IpcContent(new byte[0], Map.of("a", "b")));
		for (int at = 23; at < bytes.length - 1; at++) {
			byte[] broken = bytes.clone();
			broken[at] = (byte) 0x7F;
			read(broken);
			try {
				Body.decode(this.reader);
			}
			catch (FrameException ex) {
				assertThat(ex).hasMessageContaining("beyond");
			}
		}
	}

	@Test
	void failureSurvivesTheWay() throws Exception {
		for (IpcFailure.Kind kind : IpcFailure.Kind.values()) {
			IpcFailure failure = new IpcFailure(kind, "what happened", "java.lang.Type");
			read(Frame.withBody(Frame.Kind.FAILURE, 1, 0, Body.failure(failure)));
			assertThat(Body.failure(this.reader)).isEqualTo(failure);
		}
		read(Frame.withBody(Frame.Kind.FAILURE, 1, 0,
				Body.failure(new IpcFailure(IpcFailure.Kind.REMOTE, "x".repeat(1_000_000)))));
		assertThat(Body.failure(this.reader).message()).hasSizeLessThan(10_000);
	}

	@Test
	void membersSurviveTheWay() throws Exception {
		List<WorkerId> members = List.of(WorkerId.admiral(), WorkerId.cluster(12), WorkerId.service("a.b"));
		read(Frame.withBody(Frame.Kind.EXPECT, 1, 0, Body.members(members)));
		assertThat(Body.members(this.reader)).isEqualTo(members);
	}

	@Test
	void handshakeSurvivesTheWay() throws Exception {
		IpcHello hello = new IpcHello(WorkerId.cluster(3), 2, 4711, 1, 4);
		read(Handshake.encode(hello, new byte[] { 1, 2, 3 }));
		assertThat(Handshake.decode(this.reader).hello()).isEqualTo(hello);
		assertThat(Handshake.decode(this.reader).secret()).containsExactly(1, 2, 3);
		read(Frame.withBody(Frame.Kind.HELLO, 0, 0, new byte[] { 'F', 'L', 'E', 'T', 0 }));
		assertThatExceptionOfType(FrameException.class).isThrownBy(() -> Handshake.decode(this.reader));
	}

	@Test
	void headersHaveALimit() {
		IpcContent content = new IpcContent(new byte[0], Map.of("a", "b".repeat(20_000)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Body.encode(Frame.Kind.MESSAGE, 0, 0, 5, 0, "", "r", content));
	}

	private void read(byte[] bytes) throws FrameException {
		ByteBuffer in = ByteBuffer.wrap(bytes);
		assertThat(this.reader.next(in)).isTrue();
		assertThat(in.hasRemaining()).isFalse();
	}

}
