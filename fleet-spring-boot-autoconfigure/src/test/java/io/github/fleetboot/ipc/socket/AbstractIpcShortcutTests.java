package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.cbor.CBORMapper;

import org.springframework.messaging.handler.annotation.MessageMapping;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcCongestedException;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When two workers get a connection of their own, and how it ends. That everything else
 * is as it is through the hub, the contract tests show that are run over shortcuts.
 */
@Timeout(60)
abstract class AbstractIpcShortcutTests {

	private static final WorkerId SERVICE = WorkerId.service("port");

	private static final IpcDestination PORT = IpcDestination.service("port");

	private static final int AFTER = 8;

	@TempDir
	Path directory;

	private Harbour harbour;

	private Harbour.Member caller;

	private Harbour.Member port;

	private final Handlers first = new Handlers("first");

	private final Handlers second = new Handlers("second");

	abstract boolean unix();

	@BeforeEach
	void open() {
		this.harbour = new Harbour(this.directory, unix(),
				IpcOptions.defaults()
					.withShortcutAfter(AFTER)
					.withMaxQueue(1 << 20)
					.withHandshakeTimeout(Duration.ofMillis(500)));
		this.port = this.harbour.joinAs(SERVICE, 0, this.first);
		this.caller = this.harbour.join(WorkerId.cluster(0));
	}

	@AfterEach
	void close() throws IOException {
		this.first.release.countDown();
		this.second.release.countDown();
		this.harbour.close();
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).as("sockets that are left").isEmpty();
		}
	}

	@Test
	void whoAsksOftenIsIntroduced() throws Exception {
		for (int i = 0; i < AFTER - 1; i++) {
			assertThat(ask(this.caller)).isEqualTo("first");
		}
		Thread.sleep(100);
		assertThat(sockets()).isEqualTo(unix() ? 1 : 0);
		takeShortcut(this.caller);
		assertThat(sockets()).isEqualTo(unix() ? 2 : 0);
		CountDownLatch hubStands = new CountDownLatch(1);
		CountDownLatch hubGoesOn = new CountDownLatch(1);
		this.harbour.beforeResolving = () -> {
			hubStands.countDown();
			await(hubGoesOn);
		};
		this.harbour.admiral.convertAndSend(PORT.route("who"), "");
		await(hubStands);
		// Not even the hub is needed
		assertThat(ask(this.caller)).isEqualTo("first");
		assertThat(this.caller.template.convertSendAndReceive(PORT.route("sender"), "", String.class))
			.isEqualTo("cluster-0");
		hubGoesOn.countDown();
		// The way back is another one
		assertThat(this.port.shortcuts().leadTo(IpcDestination.cluster(0))).isFalse();
	}

	@Test
	void aSwitchLosesAndRepeatsNothing() throws Exception {
		takeShortcut(this.caller);
		this.first.calls.set(0);
		this.harbour.hub.expect(SERVICE, 1);
		Harbour.Member next = this.harbour.joinAs(SERVICE, 1, this.second);
		CompletableFuture<String> held = this.caller.template.requestAsync(PORT.route("hold"), "", String.class);
		this.first.entered.await();
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int number = 0; number < 4_000; number++) {
			replies.add(this.caller.template.requestAsync(PORT.route("who"), number, String.class));
			if (number == 2_000) {
				this.harbour.hub.retire(SERVICE);
			}
			if (number % 100 == 0) {
				replies.get(number).join();
			}
		}
		assertThat(replies.stream().map(CompletableFuture::join).toList()).contains("first", "second");
		assertThat(this.first.calls.get() + this.second.calls.get()).isEqualTo(4_000);
		Awaitility.await().untilAsserted(() -> assertThat(ask(this.caller)).isEqualTo("second"));
		assertThat(this.port.link.isIdle()).isFalse();
		this.first.release.countDown();
		assertThat(held.get(5, TimeUnit.SECONDS)).isEqualTo("first");
		Awaitility.await().until(this.port.link::isIdle);
		this.port.close();
		takeShortcut(this.caller);
		assertThat(ask(this.caller)).isEqualTo("second");
		assertThat(next.link.isIdle()).isTrue();
	}

	@Test
	void whoIsRetiredIsNotAskedThoughNobodyFollows() throws Exception {
		takeShortcut(this.caller);
		this.harbour.hub.retire(SERVICE).join();
		Awaitility.await().until(() -> !this.caller.shortcuts().leadTo(PORT));
		CompletableFuture<String> patient = this.caller.template.requestAsync(PORT.route("who"), "", String.class);
		Awaitility.await().until(this.port.link::isIdle);
		this.port.close();
		assertThat(patient).isNotDone();
		this.harbour.joinAs(SERVICE, 1, this.second);
		assertThat(patient.get(5, TimeUnit.SECONDS)).isEqualTo("second");
	}

	@Test
	void aUserThatHangsIsWaitedForInVain() throws Exception {
		takeShortcut(this.caller);
		this.harbour.planned.add(WorkerId.cluster(1));
		try (RawPeer hanging = RawPeer.joined(door(), WorkerId.cluster(1))) {
			this.harbour.hub.retire(SERVICE).join();
			Awaitility.await().until(() -> !this.port.link.isIdle());
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(this.port.link::isIdle);
			assertThat(hanging.isClosedWithin(1_000)).isTrue();
		}
	}

	@Test
	void deathOfTheReceiverIsHeardAtOnce() throws Exception {
		takeShortcut(this.caller);
		CompletableFuture<String> held = this.caller.template.requestAsync(PORT.route("hold"), "", String.class);
		this.first.entered.await();
		this.port.close();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(held::join)
			.withCauseInstanceOf(IpcPeerLostException.class)
			.withMessageContaining("service-port went away with the request to 'service-port/hold' in its hands.");
		CompletableFuture<String> patient = this.caller.template.requestAsync(PORT.route("who"), "", String.class);
		this.harbour.joinAs(SERVICE, 1, this.second);
		assertThat(patient.get(5, TimeUnit.SECONDS)).isEqualTo("second");
		takeShortcut(this.caller);
	}

	@Test
	void deathOfTheCallerEndsWhatItAsked() throws Exception {
		takeShortcut(this.caller);
		CompletableFuture<String> held = this.caller.template.requestAsync(PORT.route("hold"), "", String.class);
		this.first.entered.await();
		assertThat(this.port.link.figures().requestsReceived()).isOne();
		this.caller.close();
		assertThat(held).failsWithin(Harbour.PATIENCE);
		Awaitility.await().until(() -> this.port.link.figures().requestsReceived() == 0);
		assertThat(this.port.link.isIdle()).isTrue();
	}

	@Test
	void withoutTheHubShortcutsEndAndComeAgain() throws Exception {
		takeShortcut(this.caller);
		CompletableFuture<String> held = this.caller.template.requestAsync(PORT.route("hold"), "", String.class);
		this.first.entered.await();
		this.harbour.hub.disconnect(SERVICE);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(held::join)
			.withCauseInstanceOf(IpcPeerLostException.class);
		this.first.release.countDown();
		assertThat(this.port.events.poll(5, TimeUnit.SECONDS)).isEqualTo("lost");
		assertThat(this.port.events.poll(5, TimeUnit.SECONDS)).isEqualTo("restored");
		takeShortcut(this.caller);
		this.harbour.hub.disconnect(WorkerId.cluster(0));
		assertThat(this.caller.events.poll(5, TimeUnit.SECONDS)).isEqualTo("lost");
		assertThat(this.caller.events.poll(5, TimeUnit.SECONDS)).isEqualTo("restored");
		takeShortcut(this.caller);
	}

	@Test
	void timeOutReachesTheHandler() throws Exception {
		takeShortcut(this.caller);
		assertThatExceptionOfType(IpcTimeoutException.class).isThrownBy(() -> this.caller.template
			.convertSendAndReceive(PORT.route("hold"), "", String.class, Duration.ofMillis(200)));
		Awaitility.await().until(() -> this.port.link.figures().requestsReceived() == 0);
		assertThat(this.caller.link.figures().requestsSent()).isZero();
		assertThat(this.caller.shortcuts().leadTo(PORT)).isTrue();
	}

	@Test
	void largeRepliesComeInPartsAmongSmallOnes() {
		takeShortcut(this.caller);
		List<CompletableFuture<byte[]>> large = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			large.add(this.caller.template.requestAsync(PORT.route("bytes"), 3_000_000 + i, byte[].class));
			assertThat(ask(this.caller)).isEqualTo("first");
		}
		for (int i = 0; i < 8; i++) {
			assertThat(large.get(i).join()).hasSize(3_000_000 + i).endsWith((byte) i);
		}
		assertThat(this.caller.link.figures().bytesWaiting()).isZero();
		Awaitility.await().until(() -> this.port.link.figures().bytesWaiting() == 0);
	}

	@Test
	void aReplyThatIsNotReadEndsInTime() throws Exception {
		takeShortcut(this.caller);
		try (RawPeer deaf = RawPeer.joined(door(), WorkerId.cluster(1))) {
			IpcContent length = new IpcContent(new CBORMapper().writeValueAsBytes(30_000_000), Map.of());
			byte[] head = Body.encode(Frame.Kind.REQUEST, 0, 1_000, 1, 0, "service-port", "bytes", length);
			deaf.send(head);
			deaf.send(length.bytes());
			Awaitility.await().until(() -> this.port.link.figures().bytesWaiting() > 0);
			Awaitility.await().until(() -> this.port.link.figures().bytesWaiting() == 0);
		}
		assertThat(ask(this.caller)).isEqualTo("first");
	}

	@Test
	void whoDoesNotReadCongestsItsOwnCallersOnly() throws Exception {
		this.harbour.planned.add(WorkerId.service("deaf"));
		IpcDestination deaf = IpcDestination.service("deaf").route("any");
		try (RawPeer peer = RawPeer.joined(this.harbour.hub.address(), WorkerId.service("deaf"));
				ServerSocketChannel door = Sockets.listenBeside(this.harbour.hub.address())) {
			door.configureBlocking(true);
			introduce(peer, Sockets.address(door), deaf);
			try (SocketChannel shortcut = door.accept()) {
				shortcut.write(ByteBuffer.wrap(Frame.withBody(Frame.Kind.WELCOME, 0, 1, Frame.text("service-deaf"))));
				Awaitility.await().until(() -> this.caller.shortcuts().leadTo(IpcDestination.service("deaf")));
				List<CompletableFuture<String>> stuck = new ArrayList<>();
				Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
					stuck.add(this.caller.template.requestAsync(deaf, new byte[60_000], String.class,
							Duration.ofSeconds(20)));
					assertThat(ask(this.caller)).isEqualTo("first");
					return stuck.get(stuck.size() - 1).isCompletedExceptionally();
				});
				assertThatExceptionOfType(CompletionException.class).isThrownBy(stuck.get(stuck.size() - 1)::join)
					.withCauseInstanceOf(IpcCongestedException.class)
					.withMessageContaining("too much is waiting in cluster-0 to be sent to service-deaf");
				assertThat(this.caller.link.figures().refused()).isOne();
			}
			CompletableFuture<?> others = this.caller.template.requestAsync(deaf, "", String.class,
					Duration.ofMillis(300));
			assertThatExceptionOfType(CompletionException.class).isThrownBy(others::join);
			Sockets.removeFile(Sockets.address(door));
		}
		Awaitility.await().until(() -> this.caller.link.figures().requestsSent() == 0);
		assertThat(this.caller.link.figures().refused()).isOne();
	}

	@Test
	void whereNobodyIsRequestsPassTheHub() throws Exception {
		this.harbour.planned.add(WorkerId.service("lost"));
		IpcDestination lost = IpcDestination.service("lost").route("any");
		try (RawPeer peer = RawPeer.joined(this.harbour.hub.address(), WorkerId.service("lost"));
				ServerSocketChannel silent = Sockets.listenBeside(this.harbour.hub.address())) {
			for (String address : List.of("tcp:127.0.0.1:1", "unix:/not/there/ipc-01234567.sock", "tcp:nonsense",
					Sockets.address(silent))) {
				introduce(peer, address, lost);
				// Somebody who listens but does not answer delays nothing
				assertThat(ask(this.caller)).isEqualTo("first");
			}
			Thread.sleep(700);
			assertThat(this.caller.shortcuts().leadTo(lost)).isFalse();
			Sockets.removeFile(Sockets.address(silent));
		}
	}

	@Test
	void whoHangsLosesItsUsersWhenItIsRetired() throws Exception {
		WorkerId id = WorkerId.service("hanging");
		IpcDestination hanging = IpcDestination.service("hanging");
		this.harbour.planned.add(id);
		try (RawPeer peer = RawPeer.joined(this.harbour.hub.address(), id);
				ServerSocketChannel door = Sockets.listenBeside(this.harbour.hub.address())) {
			door.configureBlocking(true);
			introduce(peer, Sockets.address(door), hanging.route("any"));
			try (SocketChannel shortcut = door.accept()) {
				shortcut
					.write(ByteBuffer.wrap(Frame.withBody(Frame.Kind.WELCOME, 0, 1, Frame.text("service-hanging"))));
				Awaitility.await().until(() -> this.caller.shortcuts().leadTo(hanging));
				this.harbour.hub.expect(id, 1);
				this.harbour.joinAs(id, 1, this.second);
				this.harbour.hub.retire(id).join();
				Awaitility.await().until(() -> !this.caller.shortcuts().leadTo(hanging));
				assertThat(this.caller.template.convertSendAndReceive(hanging.route("who"), "", String.class))
					.isEqualTo("second");
			}
			Sockets.removeFile(Sockets.address(door));
		}
	}

	@Test
	void aShortcutThatBeginsWithNonsenseIsForgotten() throws Exception {
		this.harbour.planned.add(WorkerId.service("odd"));
		IpcDestination odd = IpcDestination.service("odd").route("any");
		try (RawPeer peer = RawPeer.joined(this.harbour.hub.address(), WorkerId.service("odd"));
				ServerSocketChannel door = Sockets.listenBeside(this.harbour.hub.address())) {
			door.configureBlocking(true);
			introduce(peer, Sockets.address(door), odd);
			try (SocketChannel shortcut = door.accept()) {
				byte[] welcome = Frame.withBody(Frame.Kind.WELCOME, 0, 1, Frame.text("service-odd"));
				shortcut.write(ByteBuffer.allocate(welcome.length + 8).put(welcome).putInt(1 << 30).putInt(7).flip());
				// Up to the end of the introduction and of the connection
				ByteBuffer in = ByteBuffer.allocate(1024);
				while (shortcut.read(in.clear()) >= 0) {
					assertThat(in.position()).isPositive();
				}
			}
			Awaitility.await().until(() -> this.caller.shortcuts().ends().isEmpty());
			Sockets.removeFile(Sockets.address(door));
		}
	}

	@Test
	void whoIsSomebodyElseIsNotAsked() throws Exception {
		takeShortcut(this.caller);
		this.harbour.planned.add(WorkerId.service("other"));
		IpcDestination other = IpcDestination.service("other").route("any");
		try (RawPeer peer = RawPeer.joined(this.harbour.hub.address(), WorkerId.service("other"))) {
			introduce(peer, door(), other);
			Thread.sleep(300);
			assertThat(this.caller.shortcuts().leadTo(other)).isFalse();
		}
	}

	@Test
	void whoListensNowhereIsHungUpOn() throws Exception {
		for (String address : List.of("nonsense", "unix:\0", "unix:/", "unix:" + this.directory.resolve("java.args"))) {
			this.harbour.planned.add(WorkerId.service("odd"));
			try (RawPeer peer = RawPeer.joined(this.harbour.hub.address(), WorkerId.service("odd"))) {
				peer.send(Frame.withBody(Frame.Kind.LISTENING, 0, 0, Frame.text(address)));
				assertThat(peer.isClosedWithin(5_000)).as(address).isTrue();
			}
		}
		assertThat(ask(this.caller)).isEqualTo("first");
	}

	@Test
	void strangersAreTurnedAway() throws Exception {
		takeShortcut(this.caller);
		String door = door();
		for (byte[] words : List.of("GET / HTTP/1.1\r\n\r\nand more of it".getBytes(StandardCharsets.UTF_8),
				new byte[0],
				Handshake.encode(new IpcHello(WorkerId.cluster(1), 0), "guessed".getBytes(StandardCharsets.UTF_8)),
				Frame.plain(Frame.Kind.REQUEST, 1, 0))) {
			try (RawPeer stranger = new RawPeer(door)) {
				stranger.send(words);
				assertThat(stranger.isClosedWithin(5_000)).isTrue();
			}
		}
		assertThat(ask(this.caller)).isEqualTo("first");
	}

	@Test
	void brokenFramesEndTheirShortcutOnly() throws Exception {
		takeShortcut(this.caller);
		try (RawPeer broken = RawPeer.joined(door(), WorkerId.cluster(1))) {
			broken.send(ByteBuffer.allocate(8).putInt(1 << 30).putInt(7).array());
			assertThat(broken.isClosedWithin(5_000)).isTrue();
		}
		assertThat(ask(this.caller)).isEqualTo("first");
		assertThat(this.caller.shortcuts().leadTo(PORT)).isTrue();
	}

	private void takeShortcut(Harbour.Member member) {
		Awaitility.await().atMost(Harbour.PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
			ask(member);
			return member.shortcuts().leadTo(PORT);
		});
	}

	private String ask(Harbour.Member member) {
		return member.template.convertSendAndReceive(PORT.route("who"), "", String.class);
	}

	/** Where the port lets others in. */
	private String door() throws IOException {
		this.harbour.planned.add(WorkerId.cluster(9));
		try (RawPeer asking = RawPeer.joined(this.harbour.hub.address(), WorkerId.cluster(9))) {
			for (int i = 0; i < AFTER; i++) {
				asking.send(Body.encode(Frame.Kind.REQUEST, 0, 5_000, i + 1, 0, "service-port", "sender",
						IpcContent.empty()));
			}
			String offer = new String(asking.next(Frame.Kind.SHORTCUT).body(), StandardCharsets.UTF_8);
			assertThat(offer).startsWith("service-port\n");
			return offer.substring(offer.indexOf('\n') + 1);
		}
	}

	/** Have the caller hear that a peer is to be reached somewhere. */
	private void introduce(RawPeer peer, String address, IpcDestination destination) throws IOException {
		peer.send(Frame.withBody(Frame.Kind.LISTENING, 0, 0, Frame.text(address)));
		for (int i = 0; i < AFTER; i++) {
			CompletableFuture<String> reply = this.caller.template.requestAsync(destination, "", String.class);
			FrameReader request = peer.next(Frame.Kind.REQUEST);
			peer.send(Body.encode(Frame.Kind.REPLY, 0, 0, request.id(), 0, "", "", IpcContent.empty()));
			assertThat(reply.join()).isNull();
		}
	}

	private long sockets() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.count();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a JVM of the service does.
	 */
	private static final class Handlers {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private final AtomicInteger calls = new AtomicInteger();

		private final String name;

		Handlers(String name) {
			this.name = name;
		}

		@MessageMapping("who")
		String who() {
			this.calls.incrementAndGet();
			return this.name;
		}

		@MessageMapping("sender")
		String sender(WorkerId sender) {
			return sender.toString();
		}

		@MessageMapping("hold")
		String hold() {
			this.entered.countDown();
			await(this.release);
			return this.name;
		}

		@MessageMapping("bytes")
		byte[] bytes(Integer length) {
			byte[] bytes = new byte[length];
			bytes[length - 1] = (byte) (length - 3_000_000);
			return bytes;
		}

	}

}
