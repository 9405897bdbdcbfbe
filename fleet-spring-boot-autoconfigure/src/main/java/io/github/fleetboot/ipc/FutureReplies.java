package io.github.fleetboot.ipc;

import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.MessageConversionException;

import io.github.fleetboot.WorkerId;

/**
 * Gathers the replies of several members, one after the other, off the I/O thread.
 *
 * @param <T> the type of the replies
 */
final class FutureReplies<T> extends CompletableFuture<Map<WorkerId, IpcReply<T>>> implements IpcReplies {

	private static final Log logger = LogFactory.getLog(FutureReplies.class);

	private final IpcDestination destination;

	private final MessageCodec codec;

	private final Type type;

	private final Executor executor;

	private final Consumer<IpcReply<T>> consumer;

	private final Sending sending;

	private final Map<WorkerId, IpcReply<T>> replies = new LinkedHashMap<>();

	private final Queue<Runnable> steps = new ArrayDeque<>();

	private boolean running;

	private volatile @Nullable IpcCall call;

	FutureReplies(IpcDestination destination, MessageCodec codec, Type type, Executor executor,
			Consumer<IpcReply<T>> consumer, Sending sending) {
		this.sending = sending;
		this.destination = destination;
		this.codec = codec;
		this.type = type;
		this.executor = executor;
		this.consumer = consumer;
	}

	void runs(IpcCall call) {
		this.call = call;
	}

	@Override
	public void reply(WorkerId source, IpcContent content) {
		enqueue(() -> add(decode(source, content)));
	}

	@Override
	public void failure(@Nullable WorkerId source, IpcException failure) {
		enqueue(() -> {
			if (source != null) {
				add(new IpcReply<>(source, null, failure));
			}
			else {
				fail(failure);
			}
		});
	}

	void fail(Throwable failure) {
		this.sending.end(failure);
		completeExceptionally(failure);
	}

	@Override
	public void completed() {
		enqueue(() -> {
			this.sending.end(null);
			complete(Collections.unmodifiableMap(this.replies));
		});
	}

	@SuppressWarnings("unchecked")
	private IpcReply<T> decode(WorkerId source, IpcContent content) {
		try {
			return new IpcReply<>(source, (T) this.codec.decode(content, this.type), null);
		}
		catch (MessageConversionException ex) {
			return new IpcReply<>(source, null, IpcTemplate.unreadable(this.destination, ex));
		}
		catch (RuntimeException | Error ex) {
			return new IpcReply<>(source, null, IpcTemplate.unreadable(this.destination,
					new MessageConversionException("Its conversion failed: " + ex, ex)));
		}
	}

	private void add(IpcReply<T> reply) {
		this.replies.put(reply.source(), reply);
		if (reply.failure() != null) {
			this.sending.failedInPart(reply.failure());
		}
		this.consumer.accept(reply);
	}

	private void enqueue(Runnable step) {
		synchronized (this.steps) {
			this.steps.add(step);
			if (this.running) {
				return;
			}
			this.running = true;
		}
		Callbacks.run(this.executor, this::run);
	}

	private void run() {
		while (true) {
			Runnable step;
			synchronized (this.steps) {
				step = this.steps.poll();
				if (step == null) {
					this.running = false;
					return;
				}
			}
			try {
				step.run();
			}
			catch (RuntimeException | Error ex) {
				logger.warn("A consumer of the replies of '" + this.destination + "' failed", ex);
			}
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		IpcCall current = this.call;
		if (cancelled) {
			this.sending.cancelled();
			if (current != null) {
				current.cancel();
			}
		}
		return cancelled;
	}

}
