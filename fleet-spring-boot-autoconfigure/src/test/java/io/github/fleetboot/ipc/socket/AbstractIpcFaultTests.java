package io.github.fleetboot.ipc.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.support.MessageBuilder;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcCongestedException;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHubFigures;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcPayloadTooLargeException;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What becomes of requests and messages when handlers, members and queues fail, whatever
 * carries them. Whatever happened, in the end no request is left anywhere.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractIpcFaultTests {

	private static final WorkerId ABSENT = WorkerId.cluster(8);

	private static final WorkerId STOPPED = WorkerId.cluster(9);

	@TempDir
	Path directory;

	private Harbour harbour;

	private Harbour.Member caller;

	private Harbour.Member port;

	private final Handlers handlers = new Handlers();

	abstract boolean unix();

	/** 1 for requests that do not pass the hub. */
	int shortcutAfter() {
		return 0;
	}

	@BeforeEach
	void open() {
		IpcOptions defaults = IpcOptions.defaults();
		this.harbour = new Harbour(this.directory, unix(), new IpcOptions(2 << 20, 1 << 20, 64 << 20, 3,
				defaults.pingInterval(), defaults.handshakeTimeout(), defaults.reconnectDelay(), shortcutAfter()));
		this.port = this.harbour.join(WorkerId.service("port"), this.handlers);
		Handlers idle = new Handlers();
		idle.release.countDown();
		this.caller = this.harbour.join(WorkerId.cluster(0), idle);
	}

	@AfterEach
	void close() {
		this.handlers.release.countDown();
		Awaitility.await().until(() -> !((Hub) this.harbour.hub).isBusy());
		for (Harbour.Member member : List.of(this.caller, this.port)) {
			Awaitility.await().until(() -> !((SocketLink) member.link).end().isBusy());
		}
		this.harbour.close();
	}

	@Test
	void handlerThatHangsCostsItsCallerTheTimeoutAndNobodyElseAnything() throws Exception {
		assertThatExceptionOfType(IpcTimeoutException.class).isThrownBy(() -> this.caller.template
			.convertSendAndReceive(route("hang"), "first", String.class, Duration.ofMillis(100)));
		assertThat(this.caller.template.convertSendAndReceive(route("text"), "fine", String.class)).isEqualTo("fine");
		Awaitility.await().until(() -> !((Hub) this.harbour.hub).isBusy());
		this.handlers.release.countDown();
		assertThat(this.handlers.ended.poll(10, TimeUnit.SECONDS)).as("not interrupted").isEqualTo("first");
		assertThat(this.caller.template.convertSendAndReceive(route("hang"), "second", String.class))
			.isEqualTo("second");
	}

	@Test
	void whateverIsThrownReachesTheCaller() {
		assertThat(failure("error").getRemoteType()).isEqualTo(StackOverflowError.class.getName());
		assertThat(failure("silent")).satisfies((ex) -> {
			assertThat(ex.getRemoteType()).isEqualTo(NullPointerException.class.getName());
			assertThat(ex.getRemoteMessage()).isEmpty();
		});
		assertThat(failure("broken").getRemoteType()).isEqualTo(Handlers.Broken.class.getName());
		assertThat(failure("long").getRemoteMessage()).hasSizeBetween(1000, 100_000).startsWith("mmm");
		assertThat(failure("anonymous").getRemoteType()).startsWith(Handlers.class.getName() + "$");
	}

	@Test
	void tenThousandRequestsInFlightGetTheirOwnReplies() {
		int count = 10_000;
		List<CompletableFuture<Integer>> replies = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			replies.add(this.caller.template.requestAsync(route("later"), i, Integer.class, Duration.ofSeconds(50)));
		}
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> this.handlers.later.size() == count);
		assertThat(replies).noneMatch(CompletableFuture::isDone);
		this.handlers.later.forEach((number, reply) -> reply.complete(-number));
		for (int i = 0; i < count; i++) {
			assertThat(replies.get(i).join()).isEqualTo(-i);
		}
	}

	@Test
	void repliesThatAreTooLargeAreRefusedWithTheirSize() {
		assertThatExceptionOfType(IpcPayloadTooLargeException.class)
			.isThrownBy(() -> this.caller.template.convertSendAndReceive(route("large"), (2 << 20) + 1, byte[].class))
			.withMessageContaining("the reply has " + ((2 << 20) + 1) + " bytes");
		assertThat(this.caller.template.convertSendAndReceive(route("large"), 2 << 20, byte[].class)).hasSize(2 << 20);
	}

	@Test
	void headersAreBoundedBothWays() {
		Map<String, Object> headers = Map.of("log", "x".repeat(17_000));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.caller.template.convertSendAndReceive(route("text"), "a", headers, String.class))
			.withMessageContaining("headers")
			.withMessageContaining("16384");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.caller.template.convertAndSend(route("text"), "a", headers));
		assertThatExceptionOfType(IpcPayloadTooLargeException.class)
			.isThrownBy(() -> this.caller.template.convertSendAndReceive(route("chatty"), "", String.class))
			.withMessageContaining("headers");
	}

	@Test
	void noMoreIsKeptForAbsentMembersThanTheLimit() {
		this.harbour.planned.add(ABSENT);
		List<CompletableFuture<String>> waiting = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			waiting.add(this.caller.template.requestAsync(IpcDestination.worker(ABSENT).route("text"), "w" + i,
					String.class));
		}
		assertThatExceptionOfType(IpcCongestedException.class).isThrownBy(() -> this.caller.template
			.convertSendAndReceive(IpcDestination.worker(ABSENT).route("text"), "refused", String.class));
		this.caller.template.convertAndSend(IpcDestination.worker(ABSENT).route("note"), 0);
		Awaitility.await().until(() -> this.harbour.hub.droppedMessages() == 1);
		assertThat(waiting).noneMatch(CompletableFuture::isDone);
		this.harbour.join(ABSENT, new Handlers());
		assertThat(waiting.stream().map(CompletableFuture::join)).containsExactly("w0", "w1", "w2");
	}

	@Test
	void largeBroadcastIsNotKeptForAbsentMembers() {
		this.harbour.planned.add(ABSENT);
		Map<WorkerId, IpcReply<Integer>> replies = this.port.template
			.requestAll(IpcDestination.allClusters().route("length"), new byte[100_000], Integer.class)
			.join();
		assertThat(replies).hasSize(2);
		assertThat(replies.get(WorkerId.cluster(0)).value()).isEqualTo(100_000);
		assertThat(replies.get(ABSENT).failure()).isInstanceOf(IpcPeerLostException.class);
	}

	/**
	 * One member keeps up, one is slow, one does not read at all.
	 */
	@Test
	void floodOfBroadcastsIsBoundedAndDoesNotHoldUpWhoKeepsUp(CapturedOutput output) throws Exception {
		int count = 2000;
		IpcHandlers few = new IpcHandlers(new CborMessageConverter(), 1, 100);
		Handlers slow = new Handlers();
		few.register(slow);
		this.harbour.join(WorkerId.cluster(1), 0, few);
		Handlers fast = new Handlers();
		fast.release.countDown();
		this.harbour.join(WorkerId.cluster(2), fast);
		this.harbour.planned.add(STOPPED);
		try (RawPeer stopped = RawPeer.joined(this.harbour.hub.address(), STOPPED)) {
			List<Long> latencies = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				byte[] note = new byte[16_000];
				note[0] = (byte) i;
				broadcast(note);
				if (i % 20 == 0) {
					latencies.add(latencyOfTheFastOne());
				}
			}
			Awaitility.await().until(() -> fast.notes.size() == count);
			assertThat(List.copyOf(fast.notes)).isEqualTo(IntStream.range(0, count).mapToObj((i) -> (byte) i).toList());
			latencies.sort(null);
			assertThat(Duration.ofNanos(latencies.get(latencies.size() / 2))).isLessThan(Duration.ofMillis(500));
			Awaitility.await().until(() -> few.droppedMessages() >= 100);
			slow.release.countDown();
			Awaitility.await().until(() -> slow.notes.size() > 100);
			assertThat(slow.notes.size() + few.droppedMessages()).isLessThanOrEqualTo(count);
			assertThat(this.harbour.hub.droppedMessages()).isGreaterThan(100);
			Awaitility.await().until(() -> output.getOut().contains("messages without reply; of the last one:"));
			assertThat(output.getOut().lines().filter((line) -> line.contains("Dropped ")).count()).isLessThan(100);
			stopped.hangUp();
		}
		this.harbour.planned.remove(STOPPED);
	}

	@Test
	void figuresTellWhatIsUnderWay() throws Exception {
		this.harbour.planned.add(STOPPED);
		this.harbour.planned.add(ABSENT);
		IpcLink link = this.caller.link;
		try (RawPeer stopped = RawPeer.joined(this.harbour.hub.address(), STOPPED)) {
			this.caller.template.requestAsync(route("hang"), "a", String.class);
			CompletableFuture<String> parked = this.caller.template
				.requestAsync(IpcDestination.worker(ABSENT).route("text"), "b", String.class);
			Awaitility.await().untilAsserted(() -> {
				assertThat(link.figures().requestsSent()).isEqualTo(2);
				assertThat(this.port.link.figures().requestsReceived()).isEqualTo(1);
				// What takes a shortcut does not pass the hub
				assertThat(figures(WorkerId.service("port")))
					.isEqualTo(new IpcHubFigures.Member(1 - shortcutAfter(), 0, 0));
				assertThat(figures(ABSENT)).isEqualTo(new IpcHubFigures.Member(0, 1, 0));
			});
			parked.cancel(false);
			Awaitility.await().until(() -> figures(ABSENT).parked() == 0);
			IpcDestination deaf = IpcDestination.worker(STOPPED).route("flood");
			Awaitility.await().until(() -> {
				for (int i = 0; i < 10; i++) {
					this.caller.template.requestAsync(deaf, new byte[60_000], String.class);
				}
				return this.harbour.hub.figures().get().refused() > 0;
			});
			assertThat(figures(STOPPED).bytes()).isGreaterThan(this.harbour.options.maxQueue());
			assertThat(figures(STOPPED).requests()).isPositive();
			this.harbour.absences.put(STOPPED, "it does not come back");
			stopped.hangUp();
			Awaitility.await().until(() -> figures(STOPPED).equals(new IpcHubFigures.Member(0, 0, 0)));
			Awaitility.await().until(() -> link.figures().messagesWaiting() == 0 && link.figures().bytesWaiting() == 0);
		}
		assertThat(this.harbour.hub.figures().get().dropped()).isEqualTo(this.harbour.hub.droppedMessages());
		this.harbour.hub.close();
		assertThat(this.harbour.hub.figures()).succeedsWithin(Harbour.PATIENCE).isEqualTo(IpcHubFigures.NONE);
	}

	private IpcHubFigures.Member figures(WorkerId member) throws Exception {
		return this.harbour.hub.figures().get().member(member);
	}

	private void broadcast(byte[] note) throws InterruptedException {
		IpcDestination clusters = IpcDestination.allClusters().route("flood");
		while (true) {
			try {
				this.port.template.convertAndSend(clusters, note);
				return;
			}
			catch (IpcCongestedException ex) {
				// Its own queue is full: the sender is told
				TimeUnit.MILLISECONDS.sleep(1);
			}
		}
	}

	private long latencyOfTheFastOne() {
		long start = System.nanoTime();
		// The way of the notes, whether there is a shortcut or not
		IpcDestination fast = IpcDestination.worker(WorkerId.cluster(2), 0);
		assertThat(this.port.template.convertSendAndReceive(fast.route("text"), "fine", String.class))
			.isEqualTo("fine");
		return System.nanoTime() - start;
	}

	private IpcRemoteException failure(String how) {
		try {
			this.caller.template.convertSendAndReceive(route("throw"), how, String.class);
		}
		catch (IpcException ex) {
			assertThat(ex).isInstanceOf(IpcRemoteException.class);
			return (IpcRemoteException) ex;
		}
		throw new AssertionError("Nothing was thrown");
	}

	private static IpcDestination route(String route) {
		return IpcDestination.service("port").route(route);
	}

	static class Handlers {

		final CountDownLatch release = new CountDownLatch(1);

		final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

		final Queue<Byte> notes = new ConcurrentLinkedQueue<>();

		final Map<Integer, CompletableFuture<Integer>> later = new ConcurrentHashMap<>();

		final AtomicInteger interrupted = new AtomicInteger();

		@MessageMapping("text")
		String text(String text) {
			return text;
		}

		@MessageMapping("note")
		void note(int number) {
			this.notes.add((byte) number);
		}

		@MessageMapping("hang")
		String hang(String name) {
			await();
			this.ended.add((this.interrupted.get() == 0) ? name : "interrupted");
			return name;
		}

		@MessageMapping("flood")
		void flood(byte[] note) {
			await();
			this.notes.add(note[0]);
		}

		@MessageMapping("later")
		CompletableFuture<Integer> later(int number) {
			return this.later.computeIfAbsent(number, (key) -> new CompletableFuture<>());
		}

		@MessageMapping("length")
		int length(byte[] bytes) {
			return bytes.length;
		}

		@MessageMapping("large")
		byte[] large(int size) {
			return new byte[size];
		}

		@MessageMapping("chatty")
		Message<String> chatty() {
			return MessageBuilder.withPayload("a").setHeader("log", "x".repeat(17_000)).build();
		}

		@MessageMapping("throw")
		String fail(String how) throws Throwable {
			throw switch (how) {
				case "error" -> new StackOverflowError();
				case "silent" -> new NullPointerException();
				case "broken" -> new Broken();
				case "long" -> new IllegalStateException("m".repeat(1_000_000));
				default -> new IllegalStateException("anonymous") {
				};
			};
		}

		private void await() {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				this.interrupted.incrementAndGet();
			}
		}

		static class Broken extends RuntimeException {

			private final transient Thread thread = Thread.currentThread();

			@Override
			public String getMessage() {
				throw new IllegalStateException("no message on " + this.thread);
			}

		}

	}

}
