package io.github.fleetboot.ipc;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.MessageConversionException;

import io.github.fleetboot.WorkerId;

/**
 * A reply that nobody waits for: decoded, and its future completed, off the I/O thread.
 *
 * @param <T> the type of the reply
 */
final class FutureReply<T> extends CompletableFuture<T> implements IpcReplies {

	private final IpcDestination destination;

	private final MessageCodec codec;

	private final Type type;

	private final Executor executor;

	private final Sending sending;

	private volatile @Nullable IpcCall call;

	FutureReply(IpcDestination destination, MessageCodec codec, Type type, Executor executor, Sending sending) {
		this.sending = sending;
		this.destination = destination;
		this.codec = codec;
		this.type = type;
		this.executor = executor;
	}

	void runs(IpcCall call) {
		this.call = call;
	}

	@Override
	public void reply(WorkerId source, IpcContent content) {
		Callbacks.run(this.executor, new Decoding<>(this, content));
	}

	@SuppressWarnings({ "NullAway", "unchecked" }) // A future may hold null; its type
													// parameter cannot say
	// so
	private void decode(IpcContent content) {
		try {
			T value = (T) this.codec.decode(content, this.type);
			this.sending.end(null);
			complete(value);
		}
		catch (MessageConversionException ex) {
			fail(IpcTemplate.unreadable(this.destination, ex));
		}
		catch (RuntimeException | Error ex) {
			fail(ex);
		}
	}

	@Override
	public void failure(@Nullable WorkerId source, IpcException failure) {
		Callbacks.run(this.executor, () -> fail(failure));
	}

	void fail(Throwable failure) {
		this.sending.end(failure);
		completeExceptionally(failure);
	}

	/**
	 * A reply that is to be decoded.
	 *
	 * @param <T> the type of the reply
	 * @param future whom it completes
	 * @param content the reply
	 */
	private record Decoding<T>(FutureReply<T> future, IpcContent content) implements Runnable {

		@Override
		public void run() {
			this.future.decode(this.content);
		}

	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		IpcCall running = this.call;
		if (cancelled) {
			this.sending.cancelled();
			if (running != null) {
				running.cancel();
			}
		}
		return cancelled;
	}

}
