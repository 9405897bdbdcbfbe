package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.logging.FleetLog;

/**
 * Takes workers into the fleet and strikes them off, and knows from which releases they
 * are forked. Belongs to the loop's thread.
 */
final class WorkerRoster {

	private static final FleetLog logger = FleetLog.of(WorkerRoster.class);

	private final Workers workers;

	private final WorkerOrders orders;

	private final SupervisionLoop loop;

	private final BiFunction<WorkerSpec, WorkerRelease, WorkerHandle> handles;

	private final SupervisorListener listener;

	private final List<WorkerRelease> releases = new ArrayList<>();

	private WorkerRelease current;

	/**
	 * Create it.
	 * @param workers the workers
	 * @param orders reaches them
	 * @param loop runs what is to be done later
	 * @param launcher what the fleet starts with
	 * @param handles makes a worker
	 * @param listener is told who is to be there
	 */
	WorkerRoster(Workers workers, WorkerOrders orders, SupervisionLoop loop, WorkerLauncher launcher,
			BiFunction<WorkerSpec, WorkerRelease, WorkerHandle> handles, SupervisorListener listener) {
		this.workers = workers;
		this.orders = orders;
		this.loop = loop;
		this.handles = handles;
		this.listener = listener;
		this.current = new WorkerRelease(null, launcher);
		this.releases.add(this.current);
	}

	/**
	 * What all workers are to run, or were before an update that is under way or did not
	 * succeed.
	 */
	WorkerRelease current() {
		return this.current;
	}

	WorkerHandle add(WorkerSpec spec, WorkerRelease release) {
		WorkerHandle worker = this.handles.apply(spec, release);
		this.workers.add(worker);
		return worker;
	}

	/**
	 * A service is created.
	 */
	WorkerHandle create(WorkerSpec spec) {
		WorkerHandle worker = add(spec, this.current);
		publish();
		return worker;
	}

	/**
	 * Other workers are to be there than before, or with other shards. Those that give up
	 * shards must not be sent messages for others under their name: first, messages wait.
	 * @param givingUp the workers whose present JVMs get no more messages
	 */
	void changed(List<WorkerId> givingUp) {
		CompletableFuture<?>[] retired = givingUp.stream()
			.map(this.orders::retire)
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(retired).thenRun(() -> this.loop.execute(this::publish));
	}

	private void publish() {
		this.listener.planned(this.workers.specs());
		this.workers.stream()
			.filter(WorkerHandle::isRetired)
			.forEach((worker) -> this.listener.absent(worker.id(), worker.cause()));
	}

	/**
	 * Workers begin to run a release.
	 */
	void introduce(WorkerRelease release) {
		this.releases.add(release);
	}

	/**
	 * All workers run a release, or will when they are forked next.
	 */
	void adopt(WorkerRelease release) {
		this.current = release;
		this.workers.all().forEach((worker) -> worker.releases().adopt(release));
	}

	boolean isGone(WorkerHandle worker) {
		return this.workers.get(worker.id()) != worker;
	}

	/**
	 * Strike off workers that have ended for good, and let go of releases that nobody
	 * runs any more.
	 */
	void clean() {
		for (WorkerHandle worker : List.copyOf(this.workers.all())) {
			if (worker.isRetired() && !worker.hasProcess()) {
				this.workers.remove(worker);
				this.listener.absent(worker.id(), null);
				publish();
				logger.info(StateTopics.restart(worker.id().role()), "{} is no more", worker.id());
			}
		}
		for (WorkerRelease release : List.copyOf(this.releases)) {
			boolean used = release.equals(this.current)
					|| this.workers.stream().anyMatch((worker) -> worker.uses(release));
			if (!used) {
				this.releases.remove(release);
				release.launcher().close();
			}
		}
	}

}
