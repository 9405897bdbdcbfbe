package io.github.fleetboot.ipc.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcNoHandlerException;
import io.github.fleetboot.ipc.IpcPayloadInvalidException;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcSubscription;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.ipc.ReactiveIpcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a handler may take and return, and the forms in which it may be called, whatever
 * carries the messages.
 */
@Timeout(60)
abstract class AbstractIpcHandlerTests {

	private static final WorkerId PORT = WorkerId.service("port");

	@TempDir
	Path directory;

	private Harbour harbour;

	private Harbour.Member port;

	private IpcTemplate caller;

	private ReactiveIpcTemplate reactive;

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
		this.reactive = new ReactiveIpcTemplate(this.caller);
	}

	@AfterEach
	void close() {
		this.harbour.close();
	}

	@Test
	void headersVariablesAndSenderArrive() {
		Map<String, Object> headers = Map.of("tone", "low", "count", 3, "sure", true, "other", new Object());
		assertThat(this.caller.convertSendAndReceive(route("all.dock.7"), "ship", headers, String.class))
			.isEqualTo("ship dock 7 low 3 true high none cluster-0");
		assertThat(this.caller.convertSendAndReceive(route("all.dock.8"), "boat", Map.of("tone", "x", "count", 1),
				String.class, (message) -> MessageBuilder.fromMessage(message).setHeader("pitch", "deep").build()))
			.isEqualTo("boat dock 8 x 1 null deep none cluster-0");
	}

	@Test
	void messagesArriveWithTypedPayloadAndTheirHeaders() {
		Message<?> reply = this.caller.sendAndReceive(route("message"),
				MessageBuilder.withPayload(List.of(1, 2)).setHeader("tone", "low").build());
		assertThat(reply.getPayload()).isInstanceOf(byte[].class);
		assertThat(reply.getHeaders()).containsEntry("tone", "very low")
			.doesNotContainKey(MessageHeaders.REPLY_CHANNEL);
		assertThat(this.caller.convertSendAndReceive(route("message"), List.of(1, 2), Map.of("tone", "high"),
				Integer[].class))
			.containsExactly(3);
	}

	@Test
	void oneWayMessagesMayHaveHeadersAndPostProcessors() throws Exception {
		this.caller.convertAndSend(route("note"), "a", Map.of("tone", "low"));
		this.caller.convertAndSend(route("note"), "b",
				(message) -> MessageBuilder.fromMessage(message).setHeader("tone", "high").build());
		this.caller.setDefaultDestination(route("note"));
		this.caller.send(MessageBuilder.withPayload("c").setHeader("tone", "none").build());
		this.caller.convertAndSend("d", (message) -> message);
		for (String expected : List.of("a low", "b high", "c none", "d null")) {
			assertThat(this.handlers.notes.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
		}
	}

	@Test
	void futuresAndPublishersAreReplied() {
		assertThat(this.caller.convertSendAndReceive(route("future"), "a", String.class)).isEqualTo("a later");
		assertThat(this.caller.convertSendAndReceive(route("mono"), "a", String.class)).isEqualTo("a mono");
		assertThat(this.caller.convertSendAndReceive(route("flux"), 3, new ParameterizedTypeReference<List<Integer>>() {
		})).containsExactly(1, 2, 3);
	}

	@Test
	void exceptionHandlersReplyAndTheirOwnExceptionsReachTheCaller() {
		assertThat(this.caller.convertSendAndReceive(route("fail"), "mono", String.class)).isEqualTo("handled mono");
		assertThatExceptionOfType(IpcRemoteException.class)
			.isThrownBy(() -> this.caller.convertSendAndReceive(route("fail"), "badly", String.class))
			.satisfies((ex) -> {
				assertThat(ex.getMember()).isEqualTo(PORT);
				assertThat(ex.getRemoteType()).isEqualTo(UnsupportedOperationException.class.getName());
				assertThat(ex.getRemoteMessage()).isEqualTo("worse");
			});
	}

	@Test
	void invalidPayloadIsRefusedWithItsConstraint() {
		LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
		validator.afterPropertiesSet();
		this.port.handlers.setValidator(() -> validator);
		this.port.handlers.register(new Strict());
		assertThat(this.caller.convertSendAndReceive(route("strict"), new Ship("Ahab"), String.class))
			.isEqualTo("Ahab");
		assertThatExceptionOfType(IpcPayloadInvalidException.class)
			.isThrownBy(() -> this.caller.convertSendAndReceive(route("strict"), new Ship(" "), String.class))
			.satisfies((ex) -> assertThat(ex.getViolations()).isEqualTo("'name' must not be blank (NotBlank)"))
			.withMessageContaining("service-port/strict")
			.withMessageContaining("refused by service-port");
		validator.close();
	}

	@Test
	void subscriptionsBeginAndEndWhileTheMemberRuns() throws Exception {
		BlockingQueue<Object> news = new LinkedBlockingQueue<>();
		IpcSubscription subscription = this.port.handlers.subscribe("news",
				new ParameterizedTypeReference<List<Ship>>() {
				}, (source, ships) -> news.add(source + " " + ships));
		this.caller.convertAndSend(IpcDestination.everyone().route("news"), List.of(new Ship("Ahab")));
		assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("cluster-0 [Ship[name=Ahab]]");
		assertThat(this.caller.convertSendAndReceive(route("news"), List.of(), String.class)).isNull();
		assertThat(news.poll(10, TimeUnit.SECONDS)).isEqualTo("cluster-0 []");
		subscription.close();
		assertThatExceptionOfType(IpcNoHandlerException.class)
			.isThrownBy(() -> this.caller.convertSendAndReceive(route("news"), List.of(), String.class));
	}

	@Test
	void reactiveRequestsAreSentOncePerSubscription() {
		Mono<String> reply = this.reactive.request(route("mono"), "a", String.class);
		assertThat(this.handlers.calls).isEmpty();
		assertThat(reply.block(Harbour.PATIENCE)).isEqualTo("a mono");
		assertThat(reply.block(Harbour.PATIENCE)).isEqualTo("a mono");
		assertThat(this.handlers.calls).hasSize(2);
		assertThat(this.reactive.request(route("flux"), 2, new ParameterizedTypeReference<List<Integer>>() {
		}).block(Harbour.PATIENCE)).containsExactly(1, 2);
		assertThat(this.reactive.request(route("note"), "x", String.class).blockOptional(Harbour.PATIENCE)).isEmpty();
		this.reactive.send(route("note"), "y").block(Harbour.PATIENCE);
		assertThat(this.handlers.notes).hasSizeBetween(1, 2);
	}

	@Test
	void reactiveRequestsFailAndEndInTime() {
		assertThatExceptionOfType(IpcRemoteException.class)
			.isThrownBy(() -> this.reactive.request(route("fail"), "badly", String.class).block(Harbour.PATIENCE));
		assertThatExceptionOfType(IpcTimeoutException.class)
			.isThrownBy(() -> this.reactive.request(route("endless"), "", String.class, Duration.ofMillis(50))
				.block(Harbour.PATIENCE));
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(
					() -> this.reactive.request(IpcDestination.everyone(), "", String.class).block(Harbour.PATIENCE))
			.withMessageContaining("requestAll");
	}

	@Test
	void cancellingASubscriptionCancelsTheOneOfTheHandler() throws Exception {
		Disposable subscription = this.reactive.request(route("endless"), "", Object.class).subscribe();
		assertThat(this.handlers.subscribed.await(10, TimeUnit.SECONDS)).isTrue();
		subscription.dispose();
		assertThat(this.handlers.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void repliesOfSeveralStreamInAsTheyComeAndCanBeCancelled() throws Exception {
		Handlers other = new Handlers();
		this.harbour.join(WorkerId.cluster(1), other);
		this.harbour.joinAs(WorkerId.cluster(2), 0, new Handlers());
		List<IpcReply<String>> replies = this.reactive
			.requestAll(IpcDestination.allClusters().route("mono"), "x", String.class)
			.collectList()
			.block(Harbour.PATIENCE);
		assertThat(replies).hasSize(3);
		assertThat(replies.stream().filter(IpcReply::isSuccess)).hasSize(2)
			.allSatisfy((reply) -> assertThat(reply.value()).isEqualTo("x mono"));
		assertThat(replies.stream().map(IpcReply::failure)).filteredOn((failure) -> failure != null)
			.singleElement()
			.isInstanceOf(IpcNoHandlerException.class);
		CountDownLatch first = new CountDownLatch(1);
		Disposable subscription = this.reactive
			.requestAll(IpcDestination.allClusters().route("endless"), "", Object.class)
			.subscribe((reply) -> first.countDown());
		assertThat(first.await(10, TimeUnit.SECONDS)).as("the one without handler").isTrue();
		assertThat(other.subscribed.await(10, TimeUnit.SECONDS)).isTrue();
		subscription.dispose();
		assertThat(other.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private static IpcDestination route(String route) {
		return IpcDestination.service("port").route(route);
	}

	record Ship(@NotBlank String name) {
	}

	static class Strict {

		@MessageMapping("strict")
		String strict(@Valid Ship ship) {
			return ship.name();
		}

	}

	static class Handlers {

		final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

		final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

		final CountDownLatch subscribed = new CountDownLatch(1);

		final CountDownLatch cancelled = new CountDownLatch(1);

		@MessageMapping("all.{kind}.{id}")
		String all(@Payload String payload, @DestinationVariable String kind, @DestinationVariable("id") long id,
				@Header("tone") String tone, @Header("count") int count,
				@Header(name = "sure", required = false) Boolean sure,
				@Header(name = "pitch", defaultValue = "high") String pitch, @Headers Map<String, Object> headers,
				WorkerId sender) {
			return "%s %s %d %s %d %s %s %s %s".formatted(payload, kind, id, tone, count, sure, pitch,
					headers.getOrDefault("other", "none"), sender);
		}

		@MessageMapping("message")
		Message<List<Integer>> message(Message<List<Integer>> message) {
			return MessageBuilder.withPayload(List.of(message.getPayload().stream().mapToInt(Integer::intValue).sum()))
				.setHeader("tone", "very " + message.getHeaders().get("tone"))
				.build();
		}

		@MessageMapping("note")
		void note(String text, @Header(name = "tone", required = false) String tone) {
			this.notes.add(text + " " + tone);
		}

		@MessageMapping("future")
		CompletableFuture<String> future(String text) {
			return CompletableFuture.supplyAsync(() -> text + " later");
		}

		@MessageMapping("mono")
		Mono<String> mono(String text) {
			this.calls.add(text);
			return Mono.fromCallable(() -> text + " mono");
		}

		@MessageMapping("flux")
		Flux<Integer> flux(int count) {
			return Flux.range(1, count);
		}

		@MessageMapping("endless")
		Flux<Integer> endless() {
			return Flux.<Integer>never()
				.doOnSubscribe((subscription) -> this.subscribed.countDown())
				.doOnCancel(this.cancelled::countDown);
		}

		@MessageMapping("fail")
		Mono<String> fail(String how) {
			return Mono.error(how.equals("badly") ? new IllegalStateException(how) : new IllegalArgumentException(how));
		}

		@MessageExceptionHandler
		Mono<String> handle(IllegalArgumentException failure) {
			return Mono.just("handled " + failure.getMessage());
		}

		@MessageExceptionHandler
		String handleBadly(IllegalStateException failure) {
			throw new UnsupportedOperationException("worse");
		}

	}

}
