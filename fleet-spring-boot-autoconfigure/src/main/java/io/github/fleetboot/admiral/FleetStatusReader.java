package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.FleetStatus.Cluster;
import io.github.fleetboot.admiral.FleetStatus.Identify;
import io.github.fleetboot.admiral.FleetStatus.Jvm;
import io.github.fleetboot.admiral.FleetStatus.Operation;
import io.github.fleetboot.admiral.FleetStatus.Service;
import io.github.fleetboot.admiral.FleetStatus.Shards;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.gateway.identify.SessionStartLimit;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ShardStats;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link FleetStatus} of what the supervisor knows.
 */
final class FleetStatusReader {

	private static final WorkerVitals NO_VITALS = new WorkerVitals(0, 0, List.of());

	private final Function<WorkerId, @Nullable Duration> latency;

	FleetStatusReader(Function<WorkerId, @Nullable Duration> latency) {
		this.latency = latency;
	}

	FleetStatus read(String name, Supervisor supervisor, FleetProgress progress, SessionStartLimit limit) {
		Workers workers = supervisor.workers();
		List<Cluster> clusters = new ArrayList<>();
		List<Service> services = new ArrayList<>();
		for (WorkerHandle worker : workers.all()) {
			ShardRange shards = worker.spec().shards();
			if (shards != null) {
				clusters.add(cluster(worker, shards));
			}
			else {
				services.add(service(worker));
			}
		}
		clusters.sort(Comparator.comparingInt(Cluster::id));
		return new FleetStatus(name, progress.state(supervisor.isStopping()),
				new Shards(workers.shards(), workers.shardsReady()), clusters, services,
				new Identify(limit.total(), limit.remaining(), seconds(limit.resetAfter()), limit.maxConcurrency()),
				supervisor.operations().snapshots().stream().map(FleetStatusReader::operation).toList());
	}

	private static Operation operation(FleetOperation operation) {
		Duration eta = operation.eta();
		return new Operation(operation.id(), operation.kind(), operation.state().name(), operation.progress(),
				(eta != null) ? seconds(eta) : null);
	}

	private Cluster cluster(WorkerHandle worker, ShardRange range) {
		WorkerVitals vitals = vitals(worker);
		List<ShardStats> shards = vitals.shards();
		return new Cluster(worker.id().clusterNumber(), worker.state(), pid(worker), range.first(), range.last(),
				shards.stream().mapToLong(ShardStats::guilds).sum(), vitals.users(),
				shards.stream().mapToLong(ShardStats::members).sum(), vitals.memory(), seconds(worker.uptime()),
				worker.restarts(), latency(worker), shards, worker.cause(), worker.jvm().release().name());
	}

	private Service service(WorkerHandle worker) {
		return new Service(worker.id().name(), worker.state(), pid(worker), vitals(worker).memory(),
				seconds(worker.uptime()), worker.restarts(), latency(worker), worker.cause(),
				worker.jvm().release().name(), jvm(worker.successor()), jvm(worker.predecessor()));
	}

	private static @Nullable Jvm jvm(@Nullable WorkerJvm jvm) {
		LaunchedWorker process = (jvm != null) ? jvm.process() : null;
		return (jvm != null && process != null) ? new Jvm(process.pid(), jvm.state()) : null;
	}

	private static WorkerVitals vitals(WorkerHandle worker) {
		WorkerVitals vitals = worker.vitals();
		return (vitals != null) ? vitals : NO_VITALS;
	}

	private static @Nullable Long pid(WorkerHandle worker) {
		LaunchedWorker process = worker.process();
		return (process != null) ? process.pid() : null;
	}

	private @Nullable Double latency(WorkerHandle worker) {
		Duration latency = this.latency.apply(worker.id());
		return (latency != null) ? latency.toNanos() / 1_000_000.0 : null;
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

}
