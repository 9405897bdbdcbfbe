package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.StateReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link Supervisor} on a clock that only moves when told to, with workers that only
 * exist in the test's mind.
 */
abstract class AbstractSupervisorTests {

	static final WorkerId LANGUAGES = WorkerId.service("languages");

	static final WorkerId MATHS = WorkerId.service("maths");

	static final WorkerId CLUSTER = WorkerId.cluster(0);

	final SupervisionLoop loop = new SupervisionLoop();

	final Workers workers = new Workers();

	final AtomicLong now = new AtomicLong();

	final List<String> orders = new ArrayList<>();

	final AtomicInteger failures = new AtomicInteger();

	final List<FleetRefusedException> refusals = new ArrayList<>();

	@Nullable Supervisor supervisor;

	@AfterEach
	void close() {
		this.loop.close();
	}

	void startLive() {
		start(settings(true, true, 5));
		for (WorkerId id : List.of(LANGUAGES, MATHS, CLUSTER)) {
			report(id, WorkerState.STANDBY);
			report(id, WorkerState.LIVE);
		}
	}

	void start(SupervisorSettings settings) {
		List<WorkerSpec> specs = List.of(new WorkerSpec(LANGUAGES, null), new WorkerSpec(MATHS, null),
				new WorkerSpec(CLUSTER, new ShardRange(0, 1)));
		this.supervisor = new Supervisor(specs, "ws://gateway", this.loop, this.workers, new WorkerOrders() {

			@Override
			public void start(WorkerId worker, StartOrder order) {
				AbstractSupervisorTests.this.orders.add("start " + worker);
			}

			@Override
			public void drain(WorkerId worker, DrainOrder order) {
				AbstractSupervisorTests.this.orders.add("drain " + worker);
			}

		}, settings, new SupervisorListener() {

			@Override
			public void gone(WorkerId worker) {
			}

			@Override
			public void changed() {
				if (AbstractSupervisorTests.this.failures.getAndDecrement() > 0) {
					throw new AssertionError("a defect");
				}
			}

			@Override
			public void refused(FleetRefusedException refusal) {
				AbstractSupervisorTests.this.refusals.add(refusal);
			}

		}, this.now::get);
		supervisor().start();
		settle();
	}

	CompletableFuture<Void> stop() {
		CompletableFuture<Void> stopped = supervisor().stop();
		settle();
		return stopped;
	}

	void report(WorkerId id, WorkerState state) {
		this.loop.execute(() -> supervisor().reported(id, StateReport.of(state)));
		settle();
	}

	void askToEnd(WorkerId id) {
		this.loop.execute(() -> supervisor().reported(id,
				new StateReport(WorkerState.DRAINING, "its process was told to end", null, false)));
		settle();
	}

	/**
	 * Move the clock, and let the supervisor look.
	 */
	void advance(Duration duration) {
		this.now.addAndGet(duration.toNanos());
		this.loop.execute(() -> supervisor().reported(WorkerId.cluster(0), StateReport.of(WorkerState.STOPPED)));
		supervisor().start();
		settle();
	}

	/**
	 * Wait until the loop has nothing more to do: each command may hand in another.
	 */
	void settle() {
		for (int round = 0; round < 5; round++) {
			CompletableFuture<Void> reached = new CompletableFuture<>();
			this.loop.execute(() -> reached.complete(null));
			assertThat(reached).succeedsWithin(Duration.ofSeconds(5));
		}
	}

	WorkerHandle handle(WorkerId id) {
		return supervisor().workers().stream().filter((worker) -> worker.id().equals(id)).findFirst().orElseThrow();
	}

	Supervisor supervisor() {
		assertThat(this.supervisor).isNotNull();
		return this.supervisor;
	}

	static SupervisorSettings settings(boolean servicesTogether, boolean shutdownTogether, int maxRestarts) {
		return new SupervisorSettings(Duration.ofMinutes(2), (service) -> Duration.ofSeconds(60), servicesTogether,
				Duration.ofSeconds(10), shutdownTogether, maxRestarts, Duration.ofMinutes(2));
	}

	static final class Workers implements WorkerLauncher {

		final List<String> launched = new ArrayList<>();

		final List<String> killed = new ArrayList<>();

		final CompletableFuture<String> firstKill = new CompletableFuture<>();

		final Map<String, CompletableFuture<Integer>> exits = new LinkedHashMap<>();

		boolean refuse;

		CompletableFuture<@Nullable Void> forks = CompletableFuture.completedFuture(null);

		@Override
		public CompletableFuture<LaunchedWorker> launch(WorkerSpec spec, int incarnation) {
			if (this.refuse) {
				return CompletableFuture.failedFuture(new IllegalStateException("no memory"));
			}
			String name = spec.id() + "#" + incarnation;
			this.launched.add(name);
			CompletableFuture<Integer> exit = new CompletableFuture<>();
			this.exits.put(name, exit);
			LaunchedWorker worker = new LaunchedWorker() {

				@Override
				public long pid() {
					return 1;
				}

				@Override
				public CompletableFuture<Integer> onExit() {
					return exit;
				}

				@Override
				public void kill() {
					Workers.this.killed.add(name);
					Workers.this.firstKill.complete(name);
				}

				@Override
				public List<String> lastOutput() {
					return List.of();
				}

			};
			return this.forks.thenApply((forked) -> worker);
		}

		void exit(String name, int code) {
			this.exits.get(name).complete(code);
		}

	}

}
