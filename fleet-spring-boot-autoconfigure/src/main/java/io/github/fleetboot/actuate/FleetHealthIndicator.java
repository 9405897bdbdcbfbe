package io.github.fleetboot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.stats.ContributorHealth;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the fleet does its work, and which worker does not, and why. Down only if a
 * worker was given up: what is starting or being replaced needs no help from outside.
 * What health contributors of workers say is shown as of the latest statistics; where one
 * is down, a fleet that is up is degraded.
 *
 * @since 0.1.0
 */
public class FleetHealthIndicator extends AbstractHealthIndicator {

	private static final Set<String> BAD = Set.of(Status.DOWN.getCode(), Status.OUT_OF_SERVICE.getCode());

	private final Supplier<@Nullable FleetStatus> fleet;

	private final Supplier<Map<WorkerId, Map<String, ContributorHealth>>> workers;

	/**
	 * Create the indicator.
	 * @param fleet how the fleet fares
	 * @param workers what the health contributors of the workers say
	 */
	public FleetHealthIndicator(Supplier<@Nullable FleetStatus> fleet,
			Supplier<Map<WorkerId, Map<String, ContributorHealth>>> workers) {
		super("The fleet could not be asked");
		this.fleet = fleet;
		this.workers = workers;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		FleetStatus status = this.fleet.get();
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
		Map<WorkerId, Map<String, ContributorHealth>> health = this.workers.get();
		FleetStatus.FleetState state = status.state();
		if (state == FleetStatus.FleetState.RUNNING && isBad(health)) {
			state = FleetStatus.FleetState.DEGRADED;
		}
		builder.status(failed ? Status.DOWN : status(state))
			.withDetail("state", status.state())
			.withDetail("shards", status.shards().ready() + "/" + status.shards().total());
		if (!notLive.isEmpty()) {
			builder.withDetail("notLive", notLive);
		}
		if (!health.isEmpty()) {
			Map<String, Object> workers = new LinkedHashMap<>();
			health.forEach((worker, contributors) -> workers.put(worker.toString(), contributors));
			builder.withDetail("workers", workers);
		}
	}

	private static boolean isBad(Map<WorkerId, Map<String, ContributorHealth>> health) {
		return health.values()
			.stream()
			.flatMap((contributors) -> contributors.values().stream())
			.anyMatch((contributor) -> BAD.contains(contributor.status()));
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
