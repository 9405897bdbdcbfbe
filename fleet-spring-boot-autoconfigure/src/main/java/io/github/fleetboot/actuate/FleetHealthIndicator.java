package io.github.fleetboot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.FleetStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the fleet does its work, and which worker does not, and why. Down only if a
 * worker was given up: what is starting or being replaced needs no help from outside.
 *
 * @since 0.1.0
 */
public class FleetHealthIndicator extends AbstractHealthIndicator {

	private final Admiral admiral;

	/**
	 * Create the indicator.
	 * @param admiral knows the fleet
	 */
	public FleetHealthIndicator(Admiral admiral) {
		super("The fleet could not be asked");
		this.admiral = admiral;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		FleetStatus status = this.admiral.status();
		if (status == null) {
			builder.unknown().withDetail("reason", "the fleet is not started");
			return;
		}
		Map<String, String> notLive = new LinkedHashMap<>();
		boolean failed = false;
		for (FleetStatus.Service service : status.services()) {
			failed |= service.state() == WorkerState.FAILED;
			note("service-" + service.name(), service.state(), service.failure(), notLive);
		}
		for (FleetStatus.Cluster cluster : status.clusters()) {
			failed |= cluster.state() == WorkerState.FAILED;
			note("cluster-" + cluster.id(), cluster.state(), cluster.failure(), notLive);
		}
		builder.status(failed ? Status.DOWN : status(status.state()))
			.withDetail("state", status.state())
			.withDetail("shards", status.shards().ready() + "/" + status.shards().total());
		if (!notLive.isEmpty()) {
			builder.withDetail("notLive", notLive);
		}
	}

	private static Status status(FleetStatus.FleetState state) {
		return switch (state) {
			case RUNNING -> Status.UP;
			case STOPPING -> Status.OUT_OF_SERVICE;
			case STARTING, DEGRADED -> new Status(state.name());
		};
	}

	private static void note(String worker, WorkerState state, @Nullable String failure, Map<String, String> notLive) {
		if (state != WorkerState.LIVE) {
			notLive.put(worker, state + ((failure != null) ? ": " + failure : ""));
		}
	}

}
