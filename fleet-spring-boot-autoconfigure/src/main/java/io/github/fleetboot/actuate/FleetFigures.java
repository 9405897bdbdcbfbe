package io.github.fleetboot.actuate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.ipc.IpcHubFigures;
import io.github.fleetboot.logging.LogCounts;
import io.github.fleetboot.stats.ClusterStats;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.ProcessMemory;
import io.github.fleetboot.stats.ShardStats;
import org.jspecify.annotations.Nullable;

/**
 * The values of the fleet's meters, as of one moment.
 */
final class FleetFigures {

	private static final double MILLIS = 1000;

	private final Map<Row, Double> values = new LinkedHashMap<>();

	/**
	 * Make them.
	 * @param status how the fleet fares
	 * @param stats the latest statistics, {@code null} if there are none
	 * @param ipc what the hub has in its hands
	 * @param logs what became of the workers' logs
	 * @param leftOut how many series of each worker are not shown
	 * @param statsAge seconds since the statistics
	 */
	FleetFigures(FleetStatus status, @Nullable FleetStats stats, IpcHubFigures ipc, Map<WorkerId, LogCounts> logs,
			Map<WorkerId, Long> leftOut, double statsAge) {
		List<WorkerState> states = new ArrayList<>();
		for (FleetStatus.Service service : status.services()) {
			states.add(service.state());
			worker(WorkerId.service(service.name()), service.state(), service.restarts(), service.memory(),
					service.uptime(), service.ipcLatency());
		}
		for (FleetStatus.Cluster cluster : status.clusters()) {
			states.add(cluster.state());
			worker(WorkerId.cluster(cluster.id()), cluster.state(), cluster.restarts(), cluster.memory(),
					cluster.uptime(), cluster.ipcLatency());
			put(FleetMeter.CLUSTER_USERS, cluster.users(), cluster.id());
			cluster.shards().forEach((shard) -> shard(cluster.id(), shard));
		}
		Arrays.stream(WorkerState.values())
			.forEach((state) -> put(FleetMeter.WORKERS, states.stream().filter(state::equals).count(), state));
		put(FleetMeter.WORKER_MEMORY, ProcessMemory.bytes(), WorkerId.admiral());
		put(FleetMeter.SHARDS, status.shards().total());
		put(FleetMeter.SHARDS_READY, status.shards().ready());
		put(FleetMeter.IDENTIFY_LIMIT, status.identify().total());
		put(FleetMeter.IDENTIFY_REMAINING, status.identify().remaining());
		put(FleetMeter.IDENTIFY_RESET, status.identify().resetAfter());
		put(FleetMeter.OPERATIONS,
				status.operations().stream().filter((operation) -> operation.state().equals("RUNNING")).count());
		status.services().forEach((service) -> ipc(WorkerId.service(service.name()), ipc));
		status.clusters().forEach((cluster) -> ipc(WorkerId.cluster(cluster.id()), ipc));
		ipc(WorkerId.admiral(), ipc);
		put(FleetMeter.IPC_HUB_DROPPED, ipc.dropped());
		put(FleetMeter.IPC_HUB_REFUSED, ipc.refused());
		logs.forEach((worker, counts) -> {
			if (this.values.containsKey(row(FleetMeter.WORKER_LIVE, worker))) {
				log(worker, counts);
			}
		});
		leftOut.forEach((worker, count) -> put(FleetMeter.SERIES_LEFT_OUT, count, worker));
		if (stats != null) {
			put(FleetMeter.STATS_AGE, statsAge);
			put(FleetMeter.STATS_MISSING, stats.missing().size());
			stats.clusters()
				.stream()
				.filter((cluster) -> this.values.containsKey(row(FleetMeter.CLUSTER_USERS, cluster.id())))
				.forEach(this::cluster);
		}
	}

	private void worker(WorkerId worker, WorkerState state, int restarts, long memory, double uptime,
			@Nullable Double ipcLatency) {
		put(FleetMeter.WORKER_LIVE, (state == WorkerState.LIVE) ? 1 : 0, worker);
		put(FleetMeter.WORKER_RESTARTS, restarts, worker);
		put(FleetMeter.WORKER_MEMORY, memory, worker);
		put(FleetMeter.WORKER_UPTIME, uptime, worker);
		if (ipcLatency != null) {
			put(FleetMeter.IPC_LATENCY, ipcLatency / MILLIS, worker);
		}
	}

	private void ipc(WorkerId worker, IpcHubFigures ipc) {
		IpcHubFigures.Member member = ipc.member(worker);
		put(FleetMeter.IPC_HUB_REQUESTS, member.requests(), worker);
		put(FleetMeter.IPC_HUB_PARKED, member.parked(), worker);
		put(FleetMeter.IPC_HUB_QUEUE, member.bytes(), worker);
	}

	private void shard(int cluster, ShardStats shard) {
		put(FleetMeter.SHARD_READY, shard.ready() ? 1 : 0, cluster, shard.id());
		put(FleetMeter.SHARD_GUILDS, shard.guilds(), cluster, shard.id());
		put(FleetMeter.SHARD_MEMBERS, shard.members(), cluster, shard.id());
		if (shard.latency() >= 0) {
			put(FleetMeter.SHARD_LATENCY, shard.latency() / MILLIS, cluster, shard.id());
		}
	}

	private void cluster(ClusterStats cluster) {
		put(FleetMeter.CLUSTER_VOICE, cluster.voiceConnections(), cluster.id());
		put(FleetMeter.CLUSTER_LARGE_GUILDS, cluster.largeGuilds(), cluster.id());
		Double rest = cluster.restLatency();
		if (rest != null) {
			put(FleetMeter.REST_LATENCY, rest / MILLIS, cluster.id());
		}
	}

	private void log(WorkerId worker, LogCounts counts) {
		put(FleetMeter.LOG_RECORDS, counts.forwarded(), worker, "forwarded");
		put(FleetMeter.LOG_RECORDS, counts.dropped(), worker, "dropped");
		put(FleetMeter.LOG_RECORDS, counts.rateLimited(), worker, "rate-limited");
	}

	private void put(FleetMeter meter, Number value, Object... tags) {
		this.values.put(row(meter, tags), value.doubleValue());
	}

	private static Row row(FleetMeter meter, Object... tags) {
		return new Row(meter, Arrays.stream(tags).map(Object::toString).toList());
	}

	Map<Row, Double> values() {
		return this.values;
	}

	/**
	 * One series.
	 *
	 * @param meter its meter
	 * @param tags the values of its tags
	 */
	record Row(FleetMeter meter, List<String> tags) {
	}

}
