package io.github.fleetboot.ipc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import io.github.fleetboot.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IpcTemplate}, with a link that echoes.
 */
@Timeout(30)
class IpcTemplateTests {

	private static final IpcDestination WORDS = IpcDestination.service("words").route("echo");

	private final EchoLink link = new EchoLink();

	private final IpcTemplate template = new IpcTemplate(this.link, new CborMessageConverter(), Duration.ofSeconds(7));

	@Test
	void mapIsAPayloadUnlessTheDestinationIsTheDefault() {
		Map<String, Object> map = new HashMap<>(Map.of("a", 1));
		Object reply = this.template.convertSendAndReceive(WORDS, map, Map.class);
		assertThat(reply).isEqualTo(map);
		assertThat(this.link.content.headers()).isEmpty();
		this.template.convertAndSend(WORDS, map);
		assertThat(this.link.content.headers()).isEmpty();
		assertThat(this.link.destination).isEqualTo(WORDS);
		Map<String, String> other = Map.of("b", "2");
		this.template.convertAndSend(WORDS, other);
		assertThat(this.link.destination).isEqualTo(WORDS);
	}

	@Test
	void headersTravelWithThePayload() {
		this.template.setDefaultDestination(WORDS);
		assertThat(this.template.convertSendAndReceive("text", Map.of("tone", "low"), String.class)).isEqualTo("text");
		assertThat(this.link.content.headers()).isEqualTo(Map.of("tone", "low"));
		this.template.convertAndSend(WORDS, "text",
				(message) -> MessageBuilder.fromMessage(message).setHeader("pitch", "high").build());
		assertThat(this.link.content.headers()).isEqualTo(Map.of("pitch", "high"));
		Message<?> reply = this.template.sendAndReceive(MessageBuilder.withPayload("x").setHeader("a", "b").build());
		assertThat(reply.getHeaders()).containsEntry("a", "b");
	}

	@Test
	void defaultTimeoutApplies() {
		this.template.convertSendAndReceive(WORDS, "text", String.class);
		assertThat(this.link.timeout).isEqualTo(Duration.ofSeconds(7));
		this.template.convertSendAndReceive(WORDS, "text", String.class, Duration.ofSeconds(1));
		assertThat(this.link.timeout).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void interruptedCallerGivesUp() {
		this.link.silent = true;
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(IpcCancelledException.class)
			.isThrownBy(() -> this.template.convertSendAndReceive(WORDS, "text", String.class));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.link.cancelled).isTrue();
	}

	@Test
	void cancelledFutureGivesUp() {
		this.link.silent = true;
		CompletableFuture<String> reply = this.template.requestAsync(WORDS, "text", String.class);
		reply.cancel(false);
		assertThat(this.link.cancelled).isTrue();
	}

	@Test
	void refusalsOfTheLinkEndTheFuture() {
		this.link.refusal = new IpcClosedException(WORDS, "over");
		assertThat(this.template.requestAsync(WORDS, "text", String.class)).isCompletedExceptionally();
		assertThat(this.template.requestAll(WORDS, "text", String.class)).isCompletedExceptionally();
		assertThatExceptionOfType(IpcClosedException.class)
			.isThrownBy(() -> this.template.convertSendAndReceive(WORDS, "text", String.class))
			.satisfies((ex) -> assertThat(ex.getRoute()).isEqualTo("echo"));
	}

	@Test
	void unreadablePayloadsAreRefusedAtTheCaller() {
		Map<String, Object> self = new HashMap<>();
		self.put("self", self);
		assertThatExceptionOfType(IpcPayloadUnreadableException.class)
			.isThrownBy(() -> this.template.convertAndSend(WORDS, self));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.template.requestAsync(WORDS, "text", Integer.class).join())
			.withCauseInstanceOf(IpcPayloadUnreadableException.class);
	}

	@Test
	void futuresEndEvenIfTheirExecutorIsClosed() {
		this.template.setCallbackExecutor((task) -> {
			throw new RejectedExecutionException();
		});
		assertThat(this.template.requestAsync(WORDS, "text", String.class).join()).isEqualTo("text");
		assertThat(this.template.requestAll(WORDS, "text", String.class).join()).hasSize(1);
	}

	@Test
	void consumersThatFailDoNotLoseTheReplies() {
		AtomicBoolean told = new AtomicBoolean();
		assertThat(this.template.requestAll(WORDS, "text", String.class, Duration.ofSeconds(1), (reply) -> {
			told.set(true);
			throw new IllegalStateException("not interested");
		}).join()).containsOnlyKeys(WorkerId.service("words"));
		assertThat(told).isTrue();
	}

	@Test
	void broadcastHasNoSingleReply() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.requestAsync(IpcDestination.allClusters(), "text", String.class))
			.withMessageContaining("requestAll");
	}

	private static final class EchoLink implements IpcLink {

		boolean silent;

		boolean cancelled;

		IpcException refusal;

		IpcDestination destination;

		IpcContent content;

		Duration timeout;

		@Override
		public WorkerId self() {
			return WorkerId.cluster(0);
		}

		@Override
		public boolean isConnected() {
			return true;
		}

		@Override
		public void send(IpcDestination destination, IpcContent content, Duration timeout) {
			this.destination = destination;
			this.content = content;
			this.timeout = timeout;
			if (this.refusal != null) {
				throw this.refusal;
			}
		}

		@Override
		public IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
			send(destination, content, timeout);
			if (!this.silent) {
				replies.reply(WorkerId.service("words"), content);
				replies.completed();
			}
			return () -> this.cancelled = true;
		}

		@Override
		public IpcCall requestAll(IpcDestination destination, IpcContent content, Duration timeout,
				IpcReplies replies) {
			return request(destination, content, timeout, replies);
		}

		@Override
		public void close() {
		}

	}

}
