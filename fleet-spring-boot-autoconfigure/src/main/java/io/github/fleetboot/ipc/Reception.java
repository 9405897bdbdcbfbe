package io.github.fleetboot.ipc;

import java.util.Map;
import java.util.concurrent.Future;

import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;

import io.github.fleetboot.WorkerId;

/**
 * A message in the hands of its handler. If it is a request it is answered here, whatever
 * becomes of it.
 */
final class Reception {

	static final String HEADER = "fleet.reception";

	private static final Log logger = LogFactory.getLog(IpcHandlers.class);

	private final WorkerId source;

	private final String route;

	private final @Nullable IpcRequest request;

	private final IpcContent content;

	private final MessageCodec codec;

	private @Nullable Message<byte[]> message;

	private Observation observation = Observation.NOOP;

	Reception(WorkerId source, String route, IpcContent content, @Nullable IpcRequest request, MessageCodec codec) {
		this.source = source;
		this.route = route;
		this.content = content;
		this.request = request;
		this.codec = codec;
	}

	static Reception of(Message<?> message) {
		Object reception = message.getHeaders().get(HEADER);
		if (reception instanceof Reception it) {
			return it;
		}
		throw new IllegalStateException("No message of another member: " + message);
	}

	/**
	 * What came, in the form in which Spring handles it.
	 */
	Message<byte[]> message() {
		Message<byte[]> result = this.message;
		if (result == null) {
			MessageHeaderAccessor accessor = MessageCodec.toHeaders(this.content);
			accessor.setHeader(RouteHandlers.SOURCE, this.source);
			accessor.setHeader(RouteHandlers.ROUTE, this.route);
			accessor.setHeader(HEADER, this);
			result = MessageBuilder.createMessage(this.content.bytes(), accessor.getMessageHeaders());
			this.message = result;
		}
		return result;
	}

	WorkerId source() {
		return this.source;
	}

	String route() {
		return this.route;
	}

	/**
	 * What travelled with the payload.
	 */
	Map<String, String> headers() {
		return this.content.headers();
	}

	boolean isRequest() {
		return this.request != null;
	}

	/**
	 * Whether there is a request that nobody waits for any more.
	 * @return {@code true} once the caller has given up, or its time is over
	 */
	boolean isAbandoned() {
		return this.request != null && !this.request.isOpen();
	}

	Observation observation() {
		return this.observation;
	}

	void observedBy(Observation observation) {
		this.observation = observation;
	}

	/**
	 * Have the result cancelled when the caller gives up.
	 * @param result what the handler works on
	 */
	void cancels(Future<?> result) {
		if (this.request != null) {
			this.request.onCancel(() -> result.cancel(true));
		}
	}

	void reply(@Nullable Object value) {
		if (this.request == null) {
			end(null);
			return;
		}
		IpcContent content;
		try {
			content = this.codec.encode(value);
		}
		catch (RuntimeException | Error ex) {
			logger.warn("The reply to '" + this.route + "' cannot be converted", ex);
			end(ex);
			this.request.fail(new IpcFailure(IpcFailure.Kind.UNREADABLE, "the reply: " + ex.getMessage()));
			return;
		}
		end(null);
		this.request.reply(content);
	}

	void fail(Throwable failure) {
		end(failure);
		String what = "The handler of '" + this.route + "' failed with what " + this.source + " sent";
		if (this.request != null) {
			this.request.fail(failure(failure));
			logger.debug(what, failure);
		}
		else {
			logger.warn(what, failure);
		}
	}

	/**
	 * Answer that there is nobody who could.
	 * @param failure what the caller will be told
	 */
	void refuse(IpcFailure failure) {
		if (this.request != null) {
			this.request.fail(failure);
		}
	}

	private static IpcFailure failure(Throwable failure) {
		if (failure instanceof MethodArgumentNotValidException invalid && invalid.getBindingResult() != null) {
			return new IpcFailure(IpcFailure.Kind.INVALID, Constraints.describe(invalid.getBindingResult()));
		}
		boolean unreadable = failure instanceof MessageConversionException
				|| failure instanceof MethodArgumentNotValidException
				|| failure instanceof MethodArgumentResolutionException;
		return unreadable ? new IpcFailure(IpcFailure.Kind.UNREADABLE, String.valueOf(failure.getMessage()))
				: IpcFailure.of(failure);
	}

	private void end(@Nullable Throwable failure) {
		if (this.observation.isNoop()) {
			return;
		}
		if (isAbandoned() && this.observation.getContext() instanceof IpcReceiveContext context) {
			context.setAbandoned(true);
		}
		else if (failure != null) {
			this.observation.error(failure);
		}
		this.observation.stop();
	}

}
