package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.messaging.handler.annotation.MessageMapping;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcCongestedException;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What no stranger and no broken member may do to the others.
 */
@Timeout(60)
abstract class AbstractIpcResilienceTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	private static final WorkerId BROKEN = WorkerId.cluster(1);

	private static final IpcDestination WORDS = IpcDestination.service("words");

	@TempDir
	Path directory;

	Harbour harbour;

	Harbour.Member healthy;

	Harbour.Member service;

	final TestHandlers handlers = new TestHandlers();

	abstract boolean unix();

	/** 1 for requests that do not pass the hub. */
	int shortcutAfter() {
		return 0;
	}

	@BeforeEach
	void open() throws Exception {
		this.harbour = new Harbour(this.directory, unix(),
				IpcOptions.defaults()
					.withHandshakeTimeout(Duration.ofMillis(500))
					.withMaxQueue(1 << 20)
					.withShortcutAfter(shortcutAfter()));
		this.healthy = this.harbour.join(CLUSTER, new TestHandlers());
		this.service = this.harbour.join(WorkerId.service("words"), this.handlers);
		this.harbour.planned.add(BROKEN);
		this.harbour.events.poll(5, TimeUnit.SECONDS);
		this.harbour.events.poll(5, TimeUnit.SECONDS);
	}

	@AfterEach
	void close() {
		assertThat(call()).isEqualTo("fine");
		assertThat(this.healthy.events).isEmpty();
		assertThat(this.service.events).isEmpty();
		this.handlers.release.countDown();
		this.harbour.close();
	}

	private String call() {
		return this.healthy.template.convertSendAndReceive(WORDS.route("test.text"), "fine", String.class);
	}

	@Test
	void wrongSecretIsNotLetIn() {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> SocketIpc.connect(this.harbour.hub.address(),
				new IpcHello(BROKEN, 0), "guessed".getBytes(StandardCharsets.UTF_8), IpcOptions.defaults(),
				Harbour.handlers(), this.healthy))
			.withMessageContaining("cluster-1 could not connect");
		assertThat(this.harbour.events).isEmpty();
	}

	@Test
	void garbageIsHungUpOn() throws Exception {
		for (String garbage : List.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\0\0\0\0",
				"\0\0\0\24garbage garbage abc", "\u007f".repeat(100))) {
			try (RawPeer stranger = new RawPeer(this.harbour.hub.address())) {
				stranger.send(garbage);
				assertThat(stranger.isClosedWithin(5000)).as(garbage).isTrue();
			}
		}
		assertThat(this.harbour.events).isEmpty();
	}

	@Test
	void silenceIsHungUpOn() throws Exception {
		try (RawPeer stranger = new RawPeer(this.harbour.hub.address())) {
			assertThat(stranger.isClosedWithin(5000)).isTrue();
		}
	}

	@Test
	void oversizedFrameClosesThatConnectionOnly() throws Exception {
		try (RawPeer broken = RawPeer.joined(this.harbour.hub.address(), BROKEN)) {
			broken.send(ByteBuffer.allocate(8).putInt(1 << 30).putInt(7).array());
			assertThat(broken.isClosedWithin(5000)).isTrue();
		}
		assertThat(this.harbour.events.poll(5, TimeUnit.SECONDS)).isEqualTo("cluster-1 connected");
		assertThat(this.harbour.events.poll(5, TimeUnit.SECONDS)).isEqualTo("cluster-1 disconnected");
	}

	@Test
	void partsWithoutCreditCloseThatConnectionOnly() throws Exception {
		try (RawPeer broken = RawPeer.joined(this.harbour.hub.address(), BROKEN)) {
			broken.send(Body.encode(Frame.Kind.MESSAGE, Frame.BULK, 1000, 0, 1, "service-words", "test.large-note",
					new IpcContent(new byte[10 << 20], Map.of())));
			assertThat(broken.next().kind()).isEqualTo(Frame.Kind.CREDIT);
			CompletableFuture.runAsync(() -> {
				try {
					for (int i = 0; i < 160; i++) {
						broken.send(Frame.withBody(Frame.Kind.PART, 1, 0, new byte[1024]));
					}
				}
				catch (IOException ex) {
					// Closed, as it should be
				}
			}).join();
			assertThat(broken.isClosedWithin(5000)).isTrue();
		}
	}

	@Test
	void nobodyCanSpeakForAnother() throws Exception {
		byte[] forged = Body.encode(Frame.Kind.REQUEST, 0, 5000, 1, 0, "service-words", "test.sender",
				new IpcContent(new byte[0], Map.of()));
		try (RawPeer broken = RawPeer.joined(this.harbour.hub.address(), BROKEN)) {
			byte[] admiral = "admiral".getBytes(StandardCharsets.UTF_8);
			ByteBuffer frame = ByteBuffer.allocate(forged.length + admiral.length);
			frame.put(forged, 0, Frame.LENGTH_BYTES + Frame.FIXED_HEAD).put((byte) admiral.length).put(admiral);
			int rest = Frame.LENGTH_BYTES + Frame.FIXED_HEAD + 1;
			frame.put(forged, rest, forged.length - rest).putInt(0, frame.capacity() - Frame.LENGTH_BYTES);
			broken.send(frame.array());
			FrameReader reply = broken.next();
			assertThat(reply.kind()).isEqualTo(Frame.Kind.REPLY);
			assertThat(new String(Body.decode(reply).content().bytes(), StandardCharsets.UTF_8)).contains("cluster-1");
		}
	}

	@Test
	void repliesToRequestsOfOthersAreIgnored() throws Exception {
		CompletableFuture<String> pending = this.healthy.template.requestAsync(WORDS.route("test.pending"), null,
				String.class);
		this.handlers.entered.await();
		try (RawPeer broken = RawPeer.joined(this.harbour.hub.address(), BROKEN)) {
			for (int id = 0; id < 1000; id++) {
				broken.send(Body.encode(Frame.Kind.REPLY, 0, 0, id, 0, "", "", IpcContent.empty()));
			}
			this.handlers.pending.complete("true one");
			assertThat(pending.get(10, TimeUnit.SECONDS)).isEqualTo("true one");
		}
	}

	@Test
	void unplannedWorkerIsRefusedWithTheReason() {
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> new Harbour.Member(this.harbour.hub.address(), WorkerId.cluster(9), 0,
					IpcOptions.defaults(), Harbour.handlers()))
			.withMessageContaining("not planned");
	}

	@Test
	void otherVersionOfTheProtocolIsRefusedWithTheReason() {
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> SocketIpc.connect(this.harbour.hub.address(), new IpcHello(BROKEN, 0, 1, 2, 3),
					Harbour.SECRET, IpcOptions.defaults(), Harbour.handlers(), this.healthy))
			.withMessageContaining("versions 2 to 3");
	}

	@Test
	void higherIncarnationReplacesALowerOne() throws Exception {
		Harbour.Member first = this.harbour.joinAs(BROKEN, 1, new TestHandlers());
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> this.harbour.joinAs(BROKEN, 1))
			.withMessageContaining("Incarnation 1");
		this.harbour.joinAs(BROKEN, 2, new TestHandlers());
		assertThat(first.events.poll(5, TimeUnit.SECONDS)).isEqualTo("lost");
		assertThat(first.events.poll(5, TimeUnit.SECONDS)).startsWith("refused: Incarnation 2");
		assertThat(this.healthy.template.convertSendAndReceive(IpcDestination.worker(BROKEN).route("test.text"), "new",
				String.class))
			.isEqualTo("new");
		first.close();
	}

	@Test
	void stoppedReaderCongestsOnlyItsOwnCallers() throws Exception {
		try (RawPeer stopped = RawPeer.joined(this.harbour.hub.address(), BROKEN)) {
			List<CompletableFuture<byte[]>> stuck = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				stuck.add(this.healthy.template.requestAsync(IpcDestination.worker(BROKEN).route("test.bytes"),
						new byte[60_000], byte[].class, Duration.ofSeconds(20)));
				if (stuck.get(i).isCompletedExceptionally()) {
					// The caller's own queue: the hub reads on
					stuck.remove(i--);
				}
				assertThat(call()).isEqualTo("fine");
			}
			CompletableFuture<?> any = CompletableFuture.anyOf(stuck.toArray(CompletableFuture[]::new));
			assertThatExceptionOfType(CompletionException.class).isThrownBy(any::join)
				.withCauseInstanceOf(IpcCongestedException.class);
			CompletableFuture<byte[]> large = this.healthy.template.requestAsync(
					IpcDestination.worker(BROKEN).route("test.bytes"), new byte[5_000_000], byte[].class,
					Duration.ofSeconds(20));
			assertThat(this.healthy.template.convertSendAndReceive(WORDS.route("test.bytes"), new byte[5_000_000],
					byte[].class))
				.hasSize(5_000_000);
			stopped.hangUp();
			assertThatExceptionOfType(CompletionException.class).isThrownBy(large::join)
				.withCauseInstanceOf(IpcException.class);
		}
	}

	@Test
	void stoppedReaderDoesNotHoldUpALargeBroadcast() throws Exception {
		try (RawPeer stopped = RawPeer.joined(this.harbour.hub.address(), BROKEN)) {
			var replies = this.service.template.requestAll(IpcDestination.allClusters().route("test.bytes"),
					new byte[8_000_000], byte[].class, Duration.ofSeconds(30));
			IpcReply<byte[]> fine = replies.join().get(CLUSTER);
			IpcReply<byte[]> failed = replies.join().get(BROKEN);
			assertThat(fine.value()).hasSize(8_000_000);
			assertThat(failed.failure()).isInstanceOf(IpcCongestedException.class);
			stopped.hangUp();
		}
	}

	@Test
	void deathInTheMiddleOfALargeReplyFailsTheCall() throws Exception {
		try (RawPeer broken = RawPeer.joined(this.harbour.hub.address(), BROKEN)) {
			CompletableFuture<byte[]> reply = this.healthy.template
				.requestAsync(IpcDestination.worker(BROKEN).route("any"), null, byte[].class);
			FrameReader request = broken.next();
			assertThat(request.kind()).isEqualTo(Frame.Kind.REQUEST);
			broken.send(Body.encode(Frame.Kind.REPLY, Frame.BULK, 0, request.id(), 1, "", "",
					new IpcContent(new byte[1_000_000], Map.of())));
			assertThat(broken.next().kind()).isEqualTo(Frame.Kind.CREDIT);
			broken.send(Frame.withBody(Frame.Kind.PART, 1, 0, new byte[1000]));
			broken.hangUp();
			assertThatExceptionOfType(CompletionException.class).isThrownBy(reply::join)
				.withCauseInstanceOf(IpcPeerLostException.class);
		}
	}

	@Test
	void blockedHandlersCongestTheirCallersOnly() throws Exception {
		Harbour.Member busy = this.harbour.join(WorkerId.service("busy"));
		TestHandlers blocking = new TestHandlers();
		busy.handlers.register(blocking);
		busy.handlers.registerControl(new Control());
		List<CompletableFuture<String>> calls = new ArrayList<>();
		for (int i = 0; i < 10_010; i++) {
			calls.add(this.healthy.template.requestAsync(IpcDestination.service("busy").route("test.block"), null,
					String.class));
		}
		CompletableFuture<?> any = CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(any::join)
			.withCauseInstanceOf(IpcCongestedException.class);
		assertThat(this.healthy.template.convertSendAndReceive(IpcDestination.service("busy").route("control"), "a",
				String.class))
			.startsWith("fleet-ipc-control");
		blocking.release.countDown();
	}

	@Test
	void requestsNotHandedOverSurviveTheLossOfTheLink() throws Exception {
		Harbour.Member member = this.harbour.join(BROKEN, new TestHandlers());
		CompletableFuture<String> handed = member.template.requestAsync(WORDS.route("test.block"), null, String.class);
		this.handlers.entered.await();
		this.harbour.planned.remove(BROKEN);
		this.harbour.hub.disconnect(BROKEN);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(handed::join)
			.withCauseInstanceOf(IpcPeerLostException.class);
		CompletableFuture<String> waiting = member.template.requestAsync(WORDS.route("test.text"), "late",
				String.class);
		assertThatExceptionOfType(IpcTimeoutException.class)
			.isThrownBy(() -> member.template.convertSendAndReceive(WORDS.route("test.text"), "x", String.class,
					Duration.ofMillis(50)))
			.withMessageContaining("never left");
		assertThat(waiting).isNotDone();
		this.harbour.planned.add(BROKEN);
		assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("late");
	}

	/**
	 * A handler of the fleet itself.
	 */
	static class Control {

		@MessageMapping("control")
		String control(String payload) {
			return Thread.currentThread().getName();
		}

	}

}
