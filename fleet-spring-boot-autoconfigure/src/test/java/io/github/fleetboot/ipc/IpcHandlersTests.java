package io.github.fleetboot.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

import io.github.fleetboot.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link IpcHandlers}: every request is answered, exactly once.
 */
@Timeout(30)
class IpcHandlersTests {

	private static final WorkerId SENDER = WorkerId.cluster(3);

	private final CborMessageConverter converter = new CborMessageConverter();

	private final MessageCodec codec = new MessageCodec(this.converter);

	private final IpcHandlers handlers = new IpcHandlers(this.converter, 2, 10);

	private final Bean bean = new Bean();

	@BeforeEach
	void register() {
		this.handlers.register(this.bean);
	}

	@AfterEach
	void close() {
		this.bean.release.countDown();
		this.handlers.close();
	}

	@Test
	void argumentsAreResolved() throws Exception {
		assertThat(ask("bean.arguments.guild.42", List.of(new Point(1, 2)), Map.of("tone", "low")))
			.isEqualTo("[Point[x=1, y=2]] 42 cluster-3 low high true");
	}

	@Test
	void messagesAreResolvedWithTheirTypes() throws Exception {
		assertThat(ask("bean.message", Map.of("a", new Point(3, 4)), Map.of())).isEqualTo("3");
	}

	@Test
	void rawBytesPassAsTheyAre() throws Exception {
		assertThat(answer("bean.raw", new byte[] { 1, 2 }).bytes()).containsExactly(2, 1);
		assertThat(answer("bean.raw", new byte[0]).bytes()).isEmpty();
	}

	@Test
	void repliesWithoutValueAreEmpty() throws Exception {
		for (String route : List.of("bean.nothing", "bean.null", "bean.null-future", "bean.future-of-null")) {
			assertThat(answer(route, null).bytes()).as(route).isEmpty();
		}
	}

	@Test
	void optionalPayloadMayBeMissing() throws Exception {
		assertThat(ask("bean.optional", null, Map.of())).isEqualTo("none");
		assertThat(assertFailure("bean.fine", null, IpcFailure.Kind.INVALID).message())
			.isEqualTo("Payload value must not be empty");
	}

	@Test
	void stagesReplyWhenTheyEnd() throws Exception {
		assertThat(ask("bean.stage", "later", Map.of())).isEqualTo("later");
		assertThat(assertFailure("bean.failed-stage", null, IpcFailure.Kind.REMOTE).type())
			.isEqualTo(UnsupportedOperationException.class.getName());
	}

	@Test
	void exceptionsAndErrorsReachTheCaller() throws Exception {
		assertThat(assertFailure("bean.exception", null, IpcFailure.Kind.REMOTE))
			.isEqualTo(new IpcFailure(IpcFailure.Kind.REMOTE, "aground", IllegalStateException.class.getName()));
		assertThat(assertFailure("bean.error", null, IpcFailure.Kind.REMOTE).type()).contains("Error");
		assertFailure("bean.unwritable", null, IpcFailure.Kind.UNREADABLE);
		assertFailure("bean.fine", List.of(1), IpcFailure.Kind.UNREADABLE);
		assertFailure("nobody", null, IpcFailure.Kind.NO_HANDLER);
		assertFailure("", null, IpcFailure.Kind.NO_HANDLER);
	}

	@Test
	void exceptionHandlersReplyInPlaceOrFail() throws Exception {
		assertThat(ask("bean.handled", null, Map.of())).isEqualTo("handled: off course");
		assertThat(assertFailure("bean.badly-handled", null, IpcFailure.Kind.REMOTE).message()).isEqualTo("sunk");
	}

	@Test
	void fullPoolIsCongested() throws Exception {
		List<RecordedRequest> requests = new ArrayList<>();
		for (int i = 0; i < 13; i++) {
			requests.add(send("bean.block", null));
		}
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> requests.get(12).answer.get(5, TimeUnit.SECONDS))
			.withMessageContaining("CONGESTED");
		assertThat(this.handlers.refusedRequests()).isOne();
		this.bean.release.countDown();
		for (RecordedRequest request : requests.subList(0, 12)) {
			request.answer.get(5, TimeUnit.SECONDS);
		}
	}

	@Test
	void requestsThatNobodyWaitsForAreNotRun() throws Exception {
		send("bean.block", null);
		send("bean.block", null);
		RecordedRequest late = send("bean.count", null);
		late.open = false;
		RecordedRequest wanted = send("bean.count", null);
		this.bean.release.countDown();
		wanted.answer.get(5, TimeUnit.SECONDS);
		assertThat(this.bean.count).isEqualTo(1);
		assertThat(late.answer).isNotDone();
	}

	@Test
	void controlHandlersRunWhileOthersBlock() throws Exception {
		this.handlers.registerControl(new Control());
		send("bean.block", null);
		send("bean.block", null);
		this.handlers.registerControl(new OtherControl(), "other");
		assertThat(ask("control.thread", null, Map.of())).isEqualTo("fleet-ipc-control");
		assertThat(ask("other.thread", null, Map.of())).isEqualTo("other");
		CompletableFuture<String> seen = new CompletableFuture<>();
		Control.seen = seen;
		this.handlers.message(SENDER, "control.note", this.codec.encode("now"));
		assertThat(seen.get(5, TimeUnit.SECONDS)).isEqualTo("now");
	}

	@Test
	void messagesOfOneSenderAreHandledInOrderWithoutHoldingUpOthers() throws Exception {
		CompletableFuture<Integer> last = new CompletableFuture<>();
		List<Integer> seen = new ArrayList<>();
		this.handlers.subscribe("bean.numbers", Integer.class, (source, number) -> {
			seen.add(number);
			if (number == 9) {
				last.complete(number);
			}
		});
		this.handlers.message(WorkerId.cluster(0), "bean.block", IpcContent.empty());
		for (int i = 0; i < 10; i++) {
			this.handlers.message(SENDER, "bean.numbers", this.codec.encode(i));
		}
		last.get(5, TimeUnit.SECONDS);
		assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void subscriptionsEnd() throws Exception {
		CompletableFuture<String> seen = new CompletableFuture<>();
		AutoCloseable subscription = this.handlers.subscribe("news", String.class,
				(source, text) -> seen.complete(source + " " + text));
		assertThat(answer("news", "land").bytes()).isEmpty();
		assertThat(seen.get(5, TimeUnit.SECONDS)).isEqualTo("cluster-3 land");
		subscription.close();
		assertFailure("news", "land", IpcFailure.Kind.NO_HANDLER);
	}

	@Test
	void oneRouteHasOneHandler() throws Exception {
		assertThatIllegalStateException().isThrownBy(() -> this.handlers.register(new Bean()));
		assertThat(ask("bean.fine", "still", Map.of())).isEqualTo("still");
	}

	private Object ask(String route, Object payload, Map<String, String> headers) throws Exception {
		IpcContent content = this.codec.encode(payload);
		RecordedRequest request = new RecordedRequest(route,
				headers.isEmpty() ? content : new IpcContent(content.bytes(), headers));
		this.handlers.request(request);
		return this.codec.decode(request.answer.get(5, TimeUnit.SECONDS), String.class);
	}

	private IpcContent answer(String route, Object payload) throws Exception {
		return send(route, payload).answer.get(5, TimeUnit.SECONDS);
	}

	private RecordedRequest send(String route, Object payload) {
		RecordedRequest request = new RecordedRequest(route, this.codec.encode(payload));
		this.handlers.request(request);
		return request;
	}

	private IpcFailure assertFailure(String route, Object payload, IpcFailure.Kind kind) throws Exception {
		RecordedRequest request = send(route, payload);
		assertThatExceptionOfType(ExecutionException.class).as(route)
			.isThrownBy(() -> request.answer.get(5, TimeUnit.SECONDS))
			.withCauseInstanceOf(RecordedRequest.Failed.class);
		assertThat(request.failure.kind()).as(route).isEqualTo(kind);
		return request.failure;
	}

	record Point(int x, int y) {
	}

	@MessageMapping("bean")
	static class Bean {

		final CountDownLatch release = new CountDownLatch(1);

		int count;

		@MessageMapping("arguments.{kind}.{id}")
		String arguments(@Payload List<Point> points, @DestinationVariable long id, WorkerId sender,
				@Header("tone") String tone, @Header(name = "pitch", defaultValue = "high") String pitch,
				@Headers Map<String, Object> headers) {
			return points + " " + id + " " + sender + " " + tone + " " + pitch + " " + headers.containsKey("tone");
		}

		@MessageMapping("message")
		int message(Message<Map<String, Point>> message) {
			return message.getPayload().get("a").x();
		}

		@MessageMapping("raw")
		byte[] raw(byte[] bytes) {
			byte[] reversed = new byte[bytes.length];
			for (int i = 0; i < bytes.length; i++) {
				reversed[i] = bytes[bytes.length - 1 - i];
			}
			return reversed;
		}

		@MessageMapping("fine")
		String fine(String payload) {
			return payload;
		}

		@MessageMapping("optional")
		String optional(@Payload(required = false) String payload) {
			return (payload != null) ? payload : "none";
		}

		@MessageMapping("nothing")
		void nothing() {
		}

		@MessageMapping("null")
		String nullValue() {
			return null;
		}

		@MessageMapping("null-future")
		CompletableFuture<String> nullFuture() {
			return null;
		}

		@MessageMapping("future-of-null")
		CompletableFuture<String> futureOfNull() {
			return CompletableFuture.completedFuture(null);
		}

		@MessageMapping("stage")
		CompletionStage<String> stage(String payload) {
			return CompletableFuture.supplyAsync(() -> payload);
		}

		@MessageMapping("failed-stage")
		CompletableFuture<String> failedStage() {
			return CompletableFuture.supplyAsync(() -> {
				throw new UnsupportedOperationException();
			});
		}

		@MessageMapping("exception")
		String exception() {
			throw new IllegalStateException("aground");
		}

		@MessageMapping("error")
		String error() {
			throw new StackOverflowError();
		}

		@MessageMapping("unwritable")
		Object unwritable() {
			List<Object> self = new ArrayList<>();
			self.add(self);
			return self;
		}

		@MessageMapping("handled")
		String handled() {
			throw new IllegalArgumentException("off course");
		}

		@MessageMapping("badly-handled")
		String badlyHandled() {
			throw new ArithmeticException();
		}

		@MessageExceptionHandler
		String handle(IllegalArgumentException ex) {
			return "handled: " + ex.getMessage();
		}

		@MessageExceptionHandler
		String handleBadly(ArithmeticException ex) {
			throw new IllegalStateException("sunk");
		}

		@MessageMapping("block")
		void block() throws InterruptedException {
			this.release.await();
		}

		@MessageMapping("count")
		int count() {
			return ++this.count;
		}

	}

	@MessageMapping("control")
	static class Control {

		static CompletableFuture<String> seen;

		@MessageMapping("thread")
		String thread() {
			return Thread.currentThread().getName();
		}

		@MessageMapping("note")
		void note(String text) {
			seen.complete(text);
		}

	}

	@MessageMapping("other")
	static class OtherControl {

		@MessageMapping("thread")
		String thread() {
			return Thread.currentThread().getName();
		}

	}

}
