package io.github.fleetboot.admiral;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.gateway.identify.IdentifyCoordinator;
import io.github.fleetboot.gateway.identify.SessionStartLimit;
import io.github.fleetboot.process.WorkerActivity;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.StateReport;
import io.github.fleetboot.protocol.VitalsReport;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ShardStats;
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

	/**
	 * Does not start with the fleet.
	 */
	static final WorkerId EXTRA = WorkerId.service("extra");

	static final WorkerId CLUSTER = WorkerId.cluster(0);

	final SupervisionLoop loop = new SupervisionLoop();

	final Jvms workers = new Jvms();

	final AtomicLong now = new AtomicLong();

	final List<String> orders = new ArrayList<>();

	final AtomicInteger failures = new AtomicInteger();

	final List<FleetRefusedException> refusals = new ArrayList<>();

	final List<String> changes = new ArrayList<>();

	List<WorkerSpec> planned = List.of();

	final Map<WorkerId, Optional<String>> absences = new LinkedHashMap<>();

	CompletableFuture<Void> retirement = CompletableFuture.completedFuture(null);

	int reserve;

	/**
	 * A clock that only moves when told to says nothing about how late the loop is.
	 */
	AdmiralStall stall = new AdmiralStall(() -> 0, Duration.ofSeconds(2));

	IdentifyCoordinator coordinator = coordinator(1000);

	@Nullable Supervisor supervisor;

	@AfterEach
	void close() {
		this.loop.close();
	}

	/**
	 * A coordinator that has given away all but some IDENTIFYs.
	 */
	final IdentifyCoordinator coordinator(int remaining) {
		return new IdentifyCoordinator(new SessionStartLimit(1000, remaining, Duration.ofHours(5), 1),
				Duration.ofSeconds(5), this.now::get, (task, delay) -> {
				});
	}

	void startLive() {
		startLive(settings(true, true, 5));
	}

	void startLive(SupervisorSettings settings) {
		start(settings);
		for (WorkerId id : List.of(LANGUAGES, MATHS, CLUSTER)) {
			comeUp(id);
		}
	}

	/**
	 * Have a worker report all that one does until all its shards are ready.
	 */
	void comeUp(WorkerId id) {
		report(id, WorkerState.STANDBY);
		report(id, WorkerState.LIVE);
		tell(id);
	}

	/**
	 * Have a worker say that it fares well.
	 */
	void tell(WorkerId id) {
		ShardRange range = handle(id).jvm().spec().shards();
		List<ShardStats> shards = (range != null) ? IntStream.rangeClosed(range.first(), range.last())
			.mapToObj((shard) -> new ShardStats(shard, "CONNECTED", true, 1, 1, 1))
			.toList() : List.of();
		this.loop.execute(
				() -> supervisor().reported(id, new VitalsReport(incarnation(id), new WorkerVitals(1, 1, shards))));
		settle();
	}

	void start(SupervisorSettings settings) {
		start(settings, List.of(new WorkerSpec(LANGUAGES, null), new WorkerSpec(MATHS, null),
				new WorkerSpec(CLUSTER, new ShardRange(0, 1))));
	}

	void start(SupervisorSettings settings, List<WorkerSpec> specs) {
		this.supervisor = new Supervisor(specs, List.of(new WorkerSpec(EXTRA, null)), "ws://gateway", this.loop,
				this.workers, new WorkerOrders() {

					@Override
					public void start(WorkerId worker, int incarnation, StartOrder order) {
						AbstractSupervisorTests.this.orders.add("start " + worker + "#" + incarnation);
					}

					@Override
					public void drain(WorkerId worker, int incarnation, DrainOrder order) {
						AbstractSupervisorTests.this.orders
							.add((order.finish() ? "finish and drain " : "drain ") + worker + "#" + incarnation);
					}

					@Override
					public void expect(WorkerId worker, int incarnation) {
						AbstractSupervisorTests.this.orders.add("expect " + worker + "#" + incarnation);
					}

					@Override
					public CompletableFuture<Void> retire(WorkerId worker) {
						AbstractSupervisorTests.this.orders.add("retire " + worker);
						return AbstractSupervisorTests.this.retirement;
					}

				}, settings, new SupervisorListener() {

					@Override
					public void gone(WorkerId worker) {
					}

					@Override
					public void stateChanged(WorkerId worker, WorkerState from, WorkerState to,
							@Nullable String cause) {
						AbstractSupervisorTests.this.changes
							.add(worker + " " + to + ((cause != null) ? ": " + cause : ""));
					}

					@Override
					public void planned(List<WorkerSpec> workers) {
						AbstractSupervisorTests.this.planned = workers;
					}

					@Override
					public void absent(WorkerId worker, @Nullable String reason) {
						AbstractSupervisorTests.this.absences.put(worker, Optional.ofNullable(reason));
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

				}, new StartBudget(this.coordinator, this.reserve, () -> Instant.EPOCH), this.stall, this.now::get);
		supervisor().start();
		settle();
	}

	CompletableFuture<Void> stop() {
		CompletableFuture<Void> stopped = supervisor().stop();
		settle();
		return stopped;
	}

	void report(WorkerId id, WorkerState state) {
		report(id, incarnation(id), state);
	}

	void report(WorkerId id, int incarnation, WorkerState state) {
		this.loop.execute(() -> supervisor().reported(id, StateReport.of(incarnation, state)));
		settle();
	}

	void askToEnd(WorkerId id) {
		this.loop.execute(() -> supervisor().reported(id,
				new StateReport(incarnation(id), WorkerState.DRAINING, "its process was told to end", null, false)));
		settle();
	}

	/**
	 * Move the clock while all workers go on telling that they live, and let the
	 * supervisor look.
	 */
	void advance(Duration duration) {
		advance(duration, true);
	}

	/**
	 * Move the clock while nothing is heard of any worker, and let the supervisor look.
	 */
	void advanceInSilence(Duration duration) {
		advance(duration, false);
	}

	private void advance(Duration duration, boolean heard) {
		this.loop.execute(() -> {
			this.now.addAndGet(duration.toNanos());
			if (heard) {
				supervisor().workers().all().forEach((worker) -> worker.jvms().forEach(WorkerJvm::heard));
			}
		});
		supervisor().start();
		settle();
	}

	final FleetOperation restart(List<WorkerId> ids, boolean hard) {
		FleetOperation restart = onLoop(() -> supervisor().operations().restart(ids, hard));
		advance(Duration.ofMillis(1));
		return restart;
	}

	final FleetOperation find(String id) {
		return onLoop(() -> supervisor().operations().find(id).orElseThrow());
	}

	final <T> T onLoop(Supplier<T> question) {
		T answer = this.loop.ask(question);
		settle();
		return answer;
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

	int incarnation(WorkerId id) {
		return handle(id).restarts();
	}

	WorkerHandle handle(WorkerId id) {
		return supervisor().workers().stream().filter((worker) -> worker.id().equals(id)).findFirst().orElseThrow();
	}

	Supervisor supervisor() {
		assertThat(this.supervisor).isNotNull();
		return this.supervisor;
	}

	static SupervisorSettings settings(boolean servicesTogether, boolean shutdownTogether, int maxRestarts) {
		return settings(servicesTogether, shutdownTogether,
				new RestartLimits(maxRestarts, Duration.ofMinutes(2), 10, Duration.ofMinutes(10)));
	}

	static SupervisorSettings settings(boolean servicesTogether, boolean shutdownTogether, RestartLimits restarts) {
		return new SupervisorSettings(servicesTogether, Duration.ofSeconds(10), shutdownTogether, restarts,
				new WatchSettings(true, Duration.ofMinutes(2), (service) -> Duration.ofSeconds(60),
						Duration.ofSeconds(30), Duration.ofMinutes(2)),
				true);
	}

	static final class Jvms implements WorkerLauncher {

		final List<String> launched = new ArrayList<>();

		final List<String> killed = new ArrayList<>();

		final CompletableFuture<String> firstKill = new CompletableFuture<>();

		final Map<String, CompletableFuture<Integer>> exits = new LinkedHashMap<>();

		final List<String> dumped = new ArrayList<>();

		final Map<WorkerId, WorkerActivity> activities = new ConcurrentHashMap<>();

		CompletableFuture<@Nullable Path> dumps = CompletableFuture.completedFuture(Path.of("dump.txt"));

		boolean refuse;

		CompletableFuture<@Nullable Void> forks = CompletableFuture.completedFuture(null);

		boolean closed;

		@Override
		public WorkerLauncher update(FleetUpdate update, List<WorkerSpec> workers) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
			this.closed = true;
		}

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
					Jvms.this.killed.add(name);
					Jvms.this.firstKill.complete(name);
				}

				@Override
				public List<String> lastOutput() {
					return List.of();
				}

				@Override
				public CompletableFuture<WorkerActivity> activity() {
					return CompletableFuture
						.completedFuture(Jvms.this.activities.getOrDefault(spec.id(), WorkerActivity.RUNNING));
				}

				@Override
				public CompletableFuture<@Nullable Path> dump() {
					Jvms.this.dumped.add(name);
					return Jvms.this.dumps;
				}

			};
			return this.forks.thenApply((forked) -> worker);
		}

		void exit(String name, int code) {
			this.exits.get(name).complete(code);
		}

	}

}
