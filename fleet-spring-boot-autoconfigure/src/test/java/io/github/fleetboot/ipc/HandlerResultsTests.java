package io.github.fleetboot.ipc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;

import io.github.fleetboot.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link IpcHandlers}: results that come later, their failures, and those who
 * handle the failures.
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class HandlerResultsTests {

	private static final WorkerId SENDER = WorkerId.cluster(3);

	private final MessageCodec codec = new MessageCodec(new CborMessageConverter());

	private final IpcHandlers handlers = new IpcHandlers(new CborMessageConverter(), 2, 10);

	private final Bean bean = new Bean();

	@BeforeEach
	void register() {
		this.handlers.register(this.bean);
	}

	@AfterEach
	void close() {
		this.handlers.close();
	}

	@Test
	void monoIsReplied() throws Exception {
		assertThat(ask("mono", String.class)).isEqualTo("one");
		assertThat(ask("empty-mono", String.class)).isNull();
		assertThat(ask("null-mono", String.class)).isNull();
	}

	@Test
	void fluxIsRepliedAsAList() throws Exception {
		assertThat(ask("flux", List.class)).isEqualTo(List.of(1, 2, 3));
		assertThat(ask("empty-flux", List.class)).isEqualTo(List.of());
	}

	@Test
	void subscriptionIsCancelledWithTheRequest() throws Exception {
		RecordedRequest request = send("endless");
		assertThat(this.bean.subscribed.await(5, TimeUnit.SECONDS)).isTrue();
		request.cancel();
		assertThat(this.bean.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(this.bean.handled).hasValue(0);
	}

	@Test
	void whatAMessageWithoutReplyCausesIsSubscribedTo() throws Exception {
		this.handlers.message(SENDER, "endless", IpcContent.empty());
		assertThat(this.bean.subscribed.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void failuresThatComeLaterAreHandledLikeOthers() throws Exception {
		for (String route : List.of("failed-mono", "failed-flux", "failed-future", "failed-stage")) {
			assertThat(ask(route, String.class)).as(route).isEqualTo("handled adrift");
		}
		assertThat(this.bean.handled).hasValue(4);
	}

	@Test
	void handlersOfFailuresMayTakeTheirTime() throws Exception {
		assertThat(ask("late-rescue", String.class)).isEqualTo("rescued");
	}

	@Test
	void failuresOfHandlersOfFailuresReachTheCaller() throws Exception {
		for (String route : List.of("no-rescue", "no-rescue-later", "no-rescue-future")) {
			assertThat(failure(route)).as(route)
				.isEqualTo(
						new IpcFailure(IpcFailure.Kind.REMOTE, "sunk", UnsupportedOperationException.class.getName()));
		}
		assertThat(failure("error-in-rescue").type()).isEqualTo(AssertionError.class.getName());
	}

	@Test
	void errorsAndStrangeExceptionsReachTheCaller() throws Exception {
		assertThat(failure("error").type()).isEqualTo(NoClassDefFoundError.class.getName());
		assertThat(failure("failed-with-error").type()).isEqualTo(NoClassDefFoundError.class.getName());
		assertThat(failure("without-message"))
			.isEqualTo(new IpcFailure(IpcFailure.Kind.REMOTE, "", NullPointerException.class.getName()));
		assertThat(failure("broken-exception"))
			.isEqualTo(new IpcFailure(IpcFailure.Kind.REMOTE, "", BrokenException.class.getName()));
		assertThat(failure("broken-reply").kind()).isEqualTo(IpcFailure.Kind.UNREADABLE);
		assertThat(failure("broken-reply-later").kind()).isEqualTo(IpcFailure.Kind.UNREADABLE);
	}

	@Test
	void subscribersGetGenericTypesAndNothing() throws Exception {
		CompletableFuture<List<Port>> ports = new CompletableFuture<>();
		this.handlers.subscribe("ports", new ParameterizedTypeReference<List<Port>>() {
		}, (source, value) -> ports.complete(value));
		this.handlers.message(SENDER, "ports", this.codec.encode(List.of(new Port("Kiel"))));
		assertThat(ports.get(5, TimeUnit.SECONDS)).containsExactly(new Port("Kiel"));
		CompletableFuture<Boolean> nothing = new CompletableFuture<>();
		this.handlers.subscribe("nothing", String.class, (source, value) -> nothing.complete(value == null));
		this.handlers.message(SENDER, "nothing", IpcContent.empty());
		assertThat(nothing.get(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void subscribersThatFailDisturbNobody(CapturedOutput output) throws Exception {
		AtomicInteger told = new AtomicInteger();
		this.handlers.subscribe("mono", String.class, (source, value) -> {
			throw new AssertionError("mutiny");
		});
		this.handlers.subscribe("mono", Port.class, (source, value) -> told.addAndGet(100));
		IpcSubscription last = this.handlers.subscribe("mono", Object.class, (source, value) -> told.incrementAndGet());
		RecordedRequest request = new RecordedRequest("mono", this.codec.encode("text"));
		this.handlers.request(request);
		assertThat(this.codec.decode(request.answer.get(5, TimeUnit.SECONDS), String.class)).isEqualTo("one");
		assertThat(told).hasValue(1);
		assertThat(output).contains("mutiny").contains("A subscriber of 'mono' cannot read what cluster-3 sent");
		last.close();
		last.close();
		assertThat(ask("mono", String.class)).isEqualTo("one");
		assertThat(told).hasValue(101);
		CountDownLatch after = new CountDownLatch(1);
		this.handlers.subscribe("after", Object.class, (source, value) -> after.countDown());
		this.handlers.message(SENDER, "mono", IpcContent.empty());
		this.handlers.message(SENDER, "after", IpcContent.empty());
		assertThat(after.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void messagesBeyondTheirQueueAreCountedAndLoggedNotOneByOne(CapturedOutput output) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger told = new AtomicInteger();
		this.handlers.subscribe("flood", Integer.class, (source, number) -> {
			await(release);
			told.incrementAndGet();
		});
		for (int i = 0; i < 1000; i++) {
			this.handlers.message(SENDER, "flood", this.codec.encode(i));
		}
		CompletableFuture<String> other = new CompletableFuture<>();
		this.handlers.subscribe("calm", String.class, (source, text) -> other.complete(text));
		this.handlers.message(WorkerId.cluster(4), "calm", this.codec.encode("water"));
		assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo("water");
		long dropped = this.handlers.droppedMessages();
		assertThat(dropped).isBetween(989L, 990L);
		assertThat(output.getOut().lines().filter((line) -> line.contains("Dropped a message to 'flood'")).count())
			.isBetween(1L, 10L);
		release.countDown();
		CountDownLatch end = new CountDownLatch(1);
		this.handlers.subscribe("end", Object.class, (source, value) -> end.countDown());
		while (!end.await(10, TimeUnit.MILLISECONDS)) {
			this.handlers.message(SENDER, "end", IpcContent.empty());
		}
		assertThat(told).hasValue((int) (1000 - dropped));
	}

	private Object ask(String route, Class<?> type) throws Exception {
		return this.codec.decode(send(route).answer.get(5, TimeUnit.SECONDS), type);
	}

	private IpcFailure failure(String route) {
		RecordedRequest request = send(route);
		assertThatExceptionOfType(ExecutionException.class).as(route)
			.isThrownBy(() -> request.answer.get(5, TimeUnit.SECONDS));
		return request.failure;
	}

	private RecordedRequest send(String route) {
		RecordedRequest request = new RecordedRequest(route, IpcContent.empty());
		this.handlers.request(request);
		return request;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	record Port(String name) {
	}

	static class BrokenException extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException("not even a message");
		}

	}

	static class Broken {

		public String getName() {
			throw new NoClassDefFoundError("gone");
		}

	}

	static class Bean {

		final CountDownLatch subscribed = new CountDownLatch(1);

		final CountDownLatch cancelled = new CountDownLatch(1);

		final AtomicInteger handled = new AtomicInteger();

		@MessageMapping("mono")
		Mono<String> mono() {
			return Mono.fromCallable(() -> "one");
		}

		@MessageMapping("empty-mono")
		Mono<String> emptyMono() {
			return Mono.empty();
		}

		@MessageMapping("null-mono")
		Mono<String> nullMono() {
			return null;
		}

		@MessageMapping("flux")
		Flux<Integer> flux() {
			return Flux.range(1, 3);
		}

		@MessageMapping("empty-flux")
		Flux<Integer> emptyFlux() {
			return Flux.empty();
		}

		@MessageMapping("endless")
		Flux<Integer> endless() {
			return Flux.<Integer>never()
				.doOnSubscribe((subscription) -> this.subscribed.countDown())
				.doOnCancel(this.cancelled::countDown);
		}

		@MessageMapping("failed-mono")
		Mono<String> failedMono() {
			return Mono.error(new IllegalArgumentException("adrift"));
		}

		@MessageMapping("failed-flux")
		Flux<String> failedFlux() {
			return Flux.just("x").concatWith(Mono.error(new IllegalArgumentException("adrift")));
		}

		@MessageMapping("failed-future")
		CompletableFuture<String> failedFuture() {
			return CompletableFuture.failedFuture(new IllegalArgumentException("adrift"));
		}

		@MessageMapping("failed-stage")
		CompletableFuture<String> failedStage() {
			return CompletableFuture.supplyAsync(() -> {
				throw new IllegalArgumentException("adrift");
			});
		}

		@MessageExceptionHandler
		String handle(IllegalArgumentException failure) {
			this.handled.incrementAndGet();
			return "handled " + failure.getMessage();
		}

		@MessageMapping("late-rescue")
		Mono<String> lateRescue() {
			return Mono.error(new ArithmeticException());
		}

		@MessageExceptionHandler
		Mono<String> rescue(ArithmeticException failure) {
			return Mono.fromCallable(() -> "rescued");
		}

		@MessageMapping("no-rescue")
		String noRescue() {
			throw new IllegalStateException();
		}

		@MessageMapping("no-rescue-later")
		Mono<String> noRescueLater() {
			return Mono.error(new IllegalStateException());
		}

		@MessageExceptionHandler
		String sink(IllegalStateException failure) {
			throw new UnsupportedOperationException("sunk");
		}

		@MessageMapping("no-rescue-future")
		String noRescueFuture() {
			throw new NumberFormatException();
		}

		@MessageExceptionHandler
		CompletableFuture<String> sinkLater(NumberFormatException failure) {
			return CompletableFuture.supplyAsync(() -> {
				throw new UnsupportedOperationException("sunk");
			});
		}

		@MessageMapping("error-in-rescue")
		Mono<String> errorInRescue() {
			return Mono.error(new ClassCastException());
		}

		@MessageExceptionHandler
		String fail(ClassCastException failure) {
			throw new AssertionError("no boats");
		}

		@MessageMapping("error")
		String error() {
			throw new NoClassDefFoundError("gone");
		}

		@MessageMapping("failed-with-error")
		CompletableFuture<String> failedWithError() {
			return CompletableFuture.supplyAsync(() -> {
				throw new NoClassDefFoundError("gone");
			});
		}

		@MessageMapping("without-message")
		String withoutMessage() {
			throw new NullPointerException();
		}

		@MessageMapping("broken-exception")
		String brokenException() {
			throw new BrokenException();
		}

		@MessageMapping("broken-reply")
		Broken brokenReply() {
			return new Broken();
		}

		@MessageMapping("broken-reply-later")
		CompletableFuture<Broken> brokenReplyLater() {
			return CompletableFuture.supplyAsync(Broken::new);
		}

	}

}
