package io.github.fleetboot.ipc.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.messaging.handler.annotation.MessageMapping;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Handlers and callbacks that have been short for so long that the thread which reads
 * runs them, and then are not.
 */
@Timeout(60)
abstract class AbstractIpcShortHandlerTests {

	private static final WorkerId PORT = WorkerId.service("port");

	private static final int ENOUGH = 2_000;

	@TempDir
	Path directory;

	private Harbour harbour;

	private Harbour.Member port;

	private IpcTemplate caller;

	private final Handlers handlers = new Handlers();

	abstract boolean unix();

	/** 1 for requests that do not pass the hub. */
	int shortcutAfter() {
		return 0;
	}

	@BeforeEach
	void open() {
		this.harbour = new Harbour(this.directory, unix(), IpcOptions.defaults().withShortcutAfter(shortcutAfter()));
		this.port = this.harbour.join(PORT, this.handlers);
		this.caller = this.harbour.join(WorkerId.cluster(0)).template;
	}

	@AfterEach
	void close() {
		this.handlers.gate.countDown();
		this.harbour.close();
	}

	private void trust() {
		for (int i = 0; i < ENOUGH && !this.handlers.readsAndHandles(); i++) {
			assertThat(this.caller.convertSendAndReceive(route("say"), "a", String.class)).isEqualTo("a");
		}
		assertThat(this.handlers.threads).contains("fleet-ipc");
	}

	@Test
	void theThreadThatReadsRunsThem() {
		trust();
		assertThat(ask(200)).hasSize(200);
	}

	@Test
	void oneThatBlocksKeepsNobodyWaiting() throws Exception {
		trust();
		CompletableFuture<String> blocked = this.caller.requestAsync(route("say"), "block", String.class);
		assertThat(this.handlers.blocks.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(ask(200)).hasSize(200);
		this.port.template.convertAndSend(IpcDestination.cluster(0).route("none"), "it sends as well");
		assertThat(blocked).isNotDone();
		this.handlers.gate.countDown();
		assertThat(blocked.get(10, TimeUnit.SECONDS)).isEqualTo("block");
		assertThat(this.port.template.self()).isEqualTo(PORT);
	}

	@Test
	void manyThatBlockAtOnceAreAnsweredAll() throws Exception {
		trust();
		List<CompletableFuture<String>> blocked = IntStream.range(0, 3)
			.mapToObj((i) -> this.caller.requestAsync(route("say"), "block", String.class))
			.toList();
		assertThat(ask(50)).hasSize(50);
		this.handlers.gate.countDown();
		for (CompletableFuture<String> call : blocked) {
			assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("block");
		}
		assertThat(ask(50)).hasSize(50);
	}

	@Test
	void oneThatAsksOthersGetsItsReply() {
		trust();
		this.handlers.port = this.port.template;
		assertThat(this.caller.convertSendAndReceive(route("say"), "ask", String.class)).isEqualTo("asked");
		assertThat(this.caller.convertSendAndReceive(route("say"), "ask", String.class)).isEqualTo("asked");
	}

	@Test
	void oneThatFailsOrInterruptsItselfDoesNoHarm() {
		trust();
		assertThatExceptionOfType(IpcRemoteException.class)
			.isThrownBy(() -> this.caller.convertSendAndReceive(route("say"), "fail", String.class))
			.withMessageContaining("as it should");
		assertThat(this.caller.convertSendAndReceive(route("say"), "interrupt", String.class)).isEqualTo("interrupt");
		assertThat(ask(50)).hasSize(50);
	}

	@Test
	void aCallbackMayBlock() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		AtomicReference<String> thread = new AtomicReference<>("");
		for (int i = 0; i < ENOUGH && !thread.get().equals("fleet-ipc"); i++) {
			this.caller.requestAsync(route("say"), "a", String.class)
				.thenAccept((reply) -> thread.set(Thread.currentThread().getName()))
				.get(10, TimeUnit.SECONDS);
		}
		assertThat(thread).hasValue("fleet-ipc");
		CountDownLatch blocks = new CountDownLatch(1);
		Thread here = Thread.currentThread();
		CompletableFuture<String> blocked;
		do {
			blocked = this.caller.requestAsync(route("say"), "b", String.class).thenApply((reply) -> {
				// A reply may be there before this is attached to it
				return (Thread.currentThread() == here) ? "early" : block(reply, blocks, gate);
			});
		}
		while (blocked.isDone() && "early".equals(blocked.join()));
		assertThat(blocks.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(ask(200)).hasSize(200);
		gate.countDown();
		assertThat(blocked.get(10, TimeUnit.SECONDS)).isEqualTo("bc");
	}

	private String block(String reply, CountDownLatch blocks, CountDownLatch gate) {
		blocks.countDown();
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return reply + this.caller.convertSendAndReceive(route("say"), "c", String.class);
	}

	@Test
	void closingInterruptsTheOneThatBlocks() throws Exception {
		trust();
		CompletableFuture<String> blocked = this.caller.requestAsync(route("say"), "block", String.class);
		assertThat(this.handlers.blocks.await(10, TimeUnit.SECONDS)).isTrue();
		this.port.close();
		assertThat(this.handlers.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(blocked).failsWithin(Duration.ofSeconds(10));
	}

	private List<String> ask(int times) {
		List<CompletableFuture<String>> calls = IntStream.range(0, times)
			.mapToObj((i) -> this.caller.requestAsync(route("say"), "a", String.class))
			.toList();
		return calls.stream().map((call) -> call.orTimeout(10, TimeUnit.SECONDS).join()).toList();
	}

	private static IpcDestination route(String route) {
		return IpcDestination.service("port").route(route);
	}

	static class Handlers {

		private final Set<String> threads = ConcurrentHashMap.newKeySet();

		private final CountDownLatch gate = new CountDownLatch(1);

		private final CountDownLatch blocks = new CountDownLatch(1);

		private final CountDownLatch interrupted = new CountDownLatch(1);

		private volatile IpcTemplate port;

		boolean readsAndHandles() {
			return this.threads.contains("fleet-ipc");
		}

		@MessageMapping("say")
		String say(String text) {
			this.threads.add(Thread.currentThread().getName());
			switch (text) {
				case "block" -> block();
				case "fail" -> throw new IllegalStateException("as it should");
				case "interrupt" -> Thread.currentThread().interrupt();
				case "ask" -> {
					this.port.convertSendAndReceive(route("say"), "a", String.class);
					return "asked";
				}
				default -> {
				}
			}
			return text;
		}

		private void block() {
			this.blocks.countDown();
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
				throw new IllegalStateException("interrupted", ex);
			}
		}

	}

}
