package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.fleetboot.FleetProgressEvent;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.WorkerStateChangedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happens to the fleet, in the order in which it happened, on a thread of
 * its own: nothing of the application's may run on the loop.
 */
final class FleetEvents implements AutoCloseable {

	private final ExecutorService executor = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "fleet-events");
		thread.setDaemon(true);
		return thread;
	});

	private final Object source;

	private final ApplicationEventPublisher publisher;

	FleetEvents(Object source, ApplicationEventPublisher publisher) {
		this.source = source;
		this.publisher = publisher;
	}

	void stateChanged(WorkerId worker, WorkerState from, WorkerState to, @Nullable String cause) {
		publish(new WorkerStateChangedEvent(this.source, worker, from, to, cause));
	}

	void progressed(FleetProgress.Step step) {
		publish(new FleetProgressEvent(this.source, step.shardsReady(), step.shards(), step.workersLive(),
				step.workers(), step.leastTimeToGo()));
	}

	void ready(int shards, Duration took) {
		publish(new FleetReadyEvent(this.source, shards, took));
	}

	private void publish(ApplicationEvent event) {
		this.executor.execute(() -> this.publisher.publishEvent(event));
	}

	/**
	 * Take no more events. Those that were taken are published.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
	}

}
