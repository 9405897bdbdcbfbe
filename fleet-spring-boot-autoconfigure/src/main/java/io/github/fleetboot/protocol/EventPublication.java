package io.github.fleetboot.protocol;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.fleetboot.FleetEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the fleet's events in one JVM, in order, on a thread of its own: nothing of
 * the application's may run on the threads that bring them. Listeners that take too long
 * cost events, not memory. Thread-safe.
 */
public final class EventPublication implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EventPublication.class);

	private final AtomicLong lost = new AtomicLong();

	private final ApplicationEventPublisher publisher;

	private final ThreadPoolExecutor executor;

	/**
	 * Create it.
	 * @param publisher takes the events
	 * @param capacity how many events may wait
	 */
	public EventPublication(ApplicationEventPublisher publisher, int capacity) {
		this.publisher = publisher;
		this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity),
				(task) -> {
					Thread thread = new Thread(task, "fleet-events");
					thread.setDaemon(true);
					return thread;
				});
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Publish an event after those before it. Does not block.
	 * @param event the event, left out and counted if too many are waiting
	 */
	public void publish(FleetEvent event) {
		try {
			this.executor.execute(() -> publishNow(event));
		}
		catch (RejectedExecutionException ex) {
			if (!this.executor.isShutdown() && this.lost.incrementAndGet() == 1) {
				logger.warn("Listeners of the fleet's events take too long: {} and others are left out", event);
			}
		}
	}

	private void publishNow(FleetEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed with {}", event, ex);
		}
		long count = this.executor.getQueue().isEmpty() ? this.lost.getAndSet(0) : 0;
		if (count > 0) {
			logger.warn("{} of the fleet's events were left out, since listeners took too long", count);
		}
	}

	/**
	 * Take no more events. Those that were taken are published.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
	}

}
