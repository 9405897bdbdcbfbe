package io.github.fleetboot.admiral;

import java.time.Duration;

import io.github.fleetboot.ClusterReadyEvent;
import io.github.fleetboot.ClusterShutdownEvent;
import io.github.fleetboot.FleetEvent;
import io.github.fleetboot.FleetProgressEvent;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.ServiceReadyEvent;
import io.github.fleetboot.ServiceShutdownEvent;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.WorkerStateChangedEvent;
import io.github.fleetboot.protocol.EventPublication;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells what happens to the fleet, in the order in which it happened: the workers first,
 * since that never waits, then the application in this JVM.
 */
final class FleetEvents implements AutoCloseable {

	private static final int CAPACITY = 10_000;

	private final EventPublication publication;

	private final EventBroadcast broadcast;

	FleetEvents(ApplicationEventPublisher publisher, EventBroadcast broadcast) {
		this.publication = new EventPublication(publisher, CAPACITY);
		this.broadcast = broadcast;
	}

	void stateChanged(WorkerSpec spec, WorkerState from, WorkerState to, @Nullable String cause) {
		publish(new WorkerStateChangedEvent(spec.id(), from, to, cause));
		if (to == WorkerState.LIVE) {
			publish(ready(spec));
		}
		else if (hasEnded(to) && !hasEnded(from)) {
			publish(shutdown(spec, cause));
		}
	}

	private static boolean hasEnded(WorkerState state) {
		return state == WorkerState.STOPPED || state == WorkerState.FAILED;
	}

	private static FleetEvent ready(WorkerSpec spec) {
		WorkerId id = spec.id();
		ShardRange shards = spec.shards();
		return (shards != null) ? new ClusterReadyEvent(id.clusterNumber(), shards) : new ServiceReadyEvent(id.name());
	}

	private static FleetEvent shutdown(WorkerSpec spec, @Nullable String cause) {
		WorkerId id = spec.id();
		ShardRange shards = spec.shards();
		return (shards != null) ? new ClusterShutdownEvent(id.clusterNumber(), shards, cause)
				: new ServiceShutdownEvent(id.name(), cause);
	}

	void progressed(FleetProgress.Step step) {
		publish(new FleetProgressEvent(step.shardsReady(), step.shards(), step.workersLive(), step.workers(),
				step.leastTimeToGo()));
	}

	void publish(FleetEvent event) {
		synchronized (this.broadcast) {
			this.broadcast.send(event);
			this.publication.publish(event);
		}
	}

	void ready(int shards, Duration took) {
		publish(new FleetReadyEvent(shards, took));
	}

	/**
	 * Take no more events. Those that were taken are published.
	 */
	@Override
	public void close() {
		this.publication.close();
	}

}
