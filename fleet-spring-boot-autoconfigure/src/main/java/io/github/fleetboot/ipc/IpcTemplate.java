package io.github.fleetboot.ipc;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.core.AbstractMessageSendingTemplate;
import org.springframework.messaging.core.MessagePostProcessor;
import org.springframework.messaging.core.MessageRequestReplyOperations;
import org.springframework.messaging.support.MessageBuilder;

import io.github.fleetboot.WorkerId;

/**
 * Sends messages and requests to other members of the fleet. Payloads are converted with
 * Jackson to CBOR; a {@code byte[]} passes as it is. {@code convertAndSend} sends a
 * message without reply, {@code convertSendAndReceive} waits for one, the {@code request}
 * methods do not wait. Every request ends: with the reply or with an
 * {@link IpcException}. Safe for use by several threads.
 * <p>
 * A {@code Map} as payload: {@code convertAndSend(destination, map)} and
 * {@code convertSendAndReceive(destination, map, type)} send it as the payload. To send
 * headers to the {@linkplain #setDefaultDestination default destination}, name that
 * destination.
 *
 * @since 0.1.0
 */
public class IpcTemplate extends AbstractMessageSendingTemplate<IpcDestination>
		implements MessageRequestReplyOperations<IpcDestination>, AsyncIpcOperations {

	private final IpcLink link;

	private final MessageCodec codec;

	private final Lookout lookout = new Lookout();

	private final Duration defaultTimeout;

	private Executor callbacks;

	private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private @Nullable IpcSendObservationConvention observationConvention;

	/**
	 * Create a template.
	 * @param link carries the messages
	 * @param converter converts payloads to {@code byte[]} and back
	 * @param defaultTimeout how long a request may take unless told otherwise, and a
	 * message may wait on its way
	 */
	public IpcTemplate(IpcLink link, MessageConverter converter, Duration defaultTimeout) {
		this.link = link;
		this.codec = new MessageCodec(converter);
		this.defaultTimeout = defaultTimeout;
		this.callbacks = link.callbackExecutor();
		setMessageConverter(converter);
	}

	/**
	 * Set where futures complete and consumers are called; by default on
	 * {@linkplain IpcLink#callbackExecutor() threads of the link}.
	 * @param executor must not run tasks on the calling thread, which is an I/O thread
	 */
	public void setCallbackExecutor(Executor executor) {
		this.callbacks = executor;
	}

	/**
	 * Where futures complete and consumers are called.
	 * @return the executor
	 */
	public Executor getCallbackExecutor() {
		return this.callbacks;
	}

	/**
	 * Set who is told of each message and request; by default nobody.
	 * @param registry whom to tell
	 */
	public void setObservationRegistry(ObservationRegistry registry) {
		this.observationRegistry = registry;
	}

	/**
	 * Set what names the observations.
	 * @param convention the names, {@code null} for
	 * {@link DefaultIpcSendObservationConvention}
	 */
	public void setObservationConvention(@Nullable IpcSendObservationConvention convention) {
		this.observationConvention = convention;
	}

	/**
	 * Who sends.
	 * @return the member this JVM is
	 */
	public WorkerId self() {
		return this.link.self();
	}

	@Override
	public Duration getDefaultTimeout() {
		return this.defaultTimeout;
	}

	/**
	 * Send a map as the payload of a message.
	 * @param destination the receivers
	 * @param payload the map
	 */
	public void convertAndSend(IpcDestination destination, Map<String, Object> payload) {
		convertAndSend(destination, (Object) payload);
	}

	@Override
	public void convertAndSend(IpcDestination destination, Object payload) {
		send(destination, encode(destination, payload));
	}

	@Override
	protected void doSend(IpcDestination destination, Message<?> message) {
		send(destination, encode(destination, message));
	}

	private void send(IpcDestination destination, IpcContent content) {
		Sending sending = start(destination, false);
		try {
			this.link.send(destination, sending.propagate(content), this.defaultTimeout);
		}
		catch (RuntimeException ex) {
			sending.end(ex);
			throw ex;
		}
		sending.end(null);
	}

	private Sending start(IpcDestination destination, boolean request) {
		return Sending.start(this.observationRegistry, this.observationConvention, destination, request);
	}

	@Override
	public Message<?> sendAndReceive(Message<?> request) {
		return sendAndReceive(getRequiredDefaultDestination(), request);
	}

	/**
	 * Send a message and wait for the reply.
	 * @param destination the receiver
	 * @param request the message
	 * @return the reply with an encoded payload, empty if the handler returned nothing
	 * @throws IpcException if there is no reply
	 */
	@Override
	public Message<?> sendAndReceive(IpcDestination destination, Message<?> request) {
		return exchange(destination, encode(destination, request), this.defaultTimeout, (reply) -> MessageBuilder
			.createMessage(reply.bytes(), MessageCodec.toHeaders(reply).getMessageHeaders()));
	}

	@Override
	public <T> @Nullable T convertSendAndReceive(Object request, Class<T> type) {
		return convertSendAndReceive(getRequiredDefaultDestination(), request, type);
	}

	@Override
	public <T> @Nullable T convertSendAndReceive(IpcDestination destination, Object request, Class<T> type) {
		return receive(destination, encode(destination, request), type, this.defaultTimeout);
	}

	/**
	 * Send a map as the payload of a request and wait for the reply.
	 * @param destination the receiver
	 * @param request the map
	 * @param type the type of the reply
	 * @param <T> the type of the reply
	 * @return the reply, {@code null} if the handler returned nothing
	 * @throws IpcException if there is no reply
	 */
	public <T> @Nullable T convertSendAndReceive(IpcDestination destination, Map<String, Object> request,
			Class<T> type) {
		return convertSendAndReceive(destination, (Object) request, type);
	}

	/**
	 * Send a request and wait for a reply of a generic type.
	 * @param destination the receiver
	 * @param request the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param <T> the type of the reply
	 * @return the reply, {@code null} if the handler returned nothing
	 * @throws IpcException if there is no reply
	 */
	public <T> @Nullable T convertSendAndReceive(IpcDestination destination, @Nullable Object request,
			ParameterizedTypeReference<T> type) {
		return receive(destination, encode(destination, request), type.getType(), this.defaultTimeout);
	}

	/**
	 * Send a request and wait for the reply for a while.
	 * @param destination the receiver
	 * @param request the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param timeout how long it may take in all
	 * @param <T> the type of the reply
	 * @return the reply, {@code null} if the handler returned nothing
	 * @throws IpcException if there is no reply
	 */
	public <T> @Nullable T convertSendAndReceive(IpcDestination destination, @Nullable Object request, Class<T> type,
			Duration timeout) {
		return receive(destination, encode(destination, request), type, timeout);
	}

	/**
	 * Send a request and wait for a reply of a generic type for a while.
	 * @param destination the receiver
	 * @param request the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param timeout how long it may take in all
	 * @param <T> the type of the reply
	 * @return the reply, {@code null} if the handler returned nothing
	 * @throws IpcException if there is no reply
	 */
	public <T> @Nullable T convertSendAndReceive(IpcDestination destination, @Nullable Object request,
			ParameterizedTypeReference<T> type, Duration timeout) {
		return receive(destination, encode(destination, request), type.getType(), timeout);
	}

	@Override
	public <T> @Nullable T convertSendAndReceive(Object request, @Nullable Map<String, Object> headers, Class<T> type) {
		return convertSendAndReceive(getRequiredDefaultDestination(), request, headers, type, null);
	}

	@Override
	public <T> @Nullable T convertSendAndReceive(IpcDestination destination, Object request,
			@Nullable Map<String, Object> headers, Class<T> type) {
		return convertSendAndReceive(destination, request, headers, type, null);
	}

	@Override
	public <T> @Nullable T convertSendAndReceive(Object request, Class<T> type,
			@Nullable MessagePostProcessor postProcessor) {
		return convertSendAndReceive(getRequiredDefaultDestination(), request, null, type, postProcessor);
	}

	@Override
	public <T> @Nullable T convertSendAndReceive(IpcDestination destination, Object request, Class<T> type,
			@Nullable MessagePostProcessor postProcessor) {
		return convertSendAndReceive(destination, request, null, type, postProcessor);
	}

	@Override
	public <T> @Nullable T convertSendAndReceive(Object request, @Nullable Map<String, Object> headers, Class<T> type,
			@Nullable MessagePostProcessor postProcessor) {
		return convertSendAndReceive(getRequiredDefaultDestination(), request, headers, type, postProcessor);
	}

	@Override
	public <T> @Nullable T convertSendAndReceive(IpcDestination destination, Object request,
			@Nullable Map<String, Object> headers, Class<T> type, @Nullable MessagePostProcessor postProcessor) {
		Message<?> message = doConvert(request, headers, postProcessor);
		return receive(destination, encode(destination, message), type, this.defaultTimeout);
	}

	@Override
	public <T> CompletableFuture<T> requestAsync(IpcDestination destination, @Nullable Object payload,
			ParameterizedTypeReference<T> type, Duration timeout) {
		refuseBroadcast(destination);
		Sending sending = start(destination, true);
		FutureReply<T> reply = new FutureReply<>(destination, this.codec, type.getType(), this.callbacks, sending);
		try {
			IpcContent request = sending.propagate(encode(destination, payload));
			reply.runs(this.link.request(destination, request, timeout, reply));
		}
		catch (RuntimeException ex) {
			reply.fail(ex);
		}
		return reply;
	}

	@Override
	public <T> CompletableFuture<Map<WorkerId, IpcReply<T>>> requestAll(IpcDestination destination,
			@Nullable Object payload, ParameterizedTypeReference<T> type, Duration timeout,
			Consumer<IpcReply<T>> consumer) {
		Sending sending = start(destination, true);
		FutureReplies<T> replies = new FutureReplies<>(destination, this.codec, type.getType(), this.callbacks,
				consumer, sending);
		try {
			IpcContent request = sending.propagate(encode(destination, payload));
			replies.runs(this.link.requestAll(destination, request, timeout, replies));
		}
		catch (RuntimeException ex) {
			replies.fail(ex);
		}
		return replies;
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private <T> @Nullable T receive(IpcDestination destination, IpcContent request, Type type, Duration timeout) {
		return (T) exchange(destination, request, timeout, (reply) -> {
			try {
				return this.codec.decode(reply, type);
			}
			catch (MessageConversionException ex) {
				throw unreadable(destination, ex);
			}
		});
	}

	private <R extends @Nullable Object> R exchange(IpcDestination destination, IpcContent request, Duration timeout,
			Function<IpcContent, R> reader) {
		refuseBroadcast(destination);
		Sending sending = start(destination, true);
		try {
			R result = reader.apply(await(destination, sending.propagate(request), timeout));
			sending.end(null);
			return result;
		}
		catch (IpcCancelledException ex) {
			sending.cancelled();
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			sending.end(ex);
			throw ex;
		}
	}

	private IpcContent await(IpcDestination destination, IpcContent request, Duration timeout) {
		AwaitedReply reply = new AwaitedReply();
		long start = System.nanoTime();
		IpcCall call = this.link.request(destination, request, timeout, reply);
		try {
			this.lookout.lookOutFor(reply);
			IpcContent content = reply.get();
			this.lookout.came(System.nanoTime() - start);
			return content;
		}
		catch (InterruptedException ex) {
			call.cancel();
			Thread.currentThread().interrupt();
			throw new IpcCancelledException(destination, ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IpcException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	private static void refuseBroadcast(IpcDestination destination) {
		if (destination.isBroadcast()) {
			throw new IllegalArgumentException(
					"'" + destination + "' may have several members and so several replies; use requestAll");
		}
	}

	private IpcContent encode(IpcDestination destination, @Nullable Object payload) {
		try {
			return this.codec.encode(payload);
		}
		catch (MessageConversionException ex) {
			throw unreadable(destination, ex);
		}
	}

	static IpcPayloadUnreadableException unreadable(IpcDestination destination, MessageConversionException cause) {
		return new IpcPayloadUnreadableException(destination, String.valueOf(cause.getMessage()), cause);
	}

}
