package io.github.fleetboot.admiral;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.process.WorkerActivity;
import org.jspecify.annotations.Nullable;

/**
 * Notices workers that take too long or do not answer, and finds out what they do before
 * they are ended for it. A long start and a collection of garbage are no hangs. Belongs
 * to the loop's thread.
 */
final class WorkerWatch {

	private static final FleetLog logger = FleetLog.of(WorkerWatch.class);

	private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

	/**
	 * A JVM that cannot be looked into is ended without.
	 */
	private static final Duration DUMP_PATIENCE = Duration.ofSeconds(20);

	private final Map<WorkerJvm, Observation> observations = new HashMap<>();

	private final Set<WorkerJvm> beingDumped = new HashSet<>();

	private final WatchSettings settings;

	private final SupervisionLoop loop;

	private final BiConsumer<WorkerJvm, String> hangs;

	private final LongSupplier nanoTime;

	/**
	 * Create a watch.
	 * @param settings how long a worker may take
	 * @param loop the loop
	 * @param hangs is told of a worker that is to be ended, and why
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	WorkerWatch(WatchSettings settings, SupervisionLoop loop, BiConsumer<WorkerJvm, String> hangs,
			LongSupplier nanoTime) {
		this.settings = settings;
		this.loop = loop;
		this.hangs = hangs;
		this.nanoTime = nanoTime;
	}

	/**
	 * A JVM has ended.
	 */
	void forget(WorkerJvm worker) {
		this.observations.remove(worker);
	}

	void look(WorkerJvm worker) {
		LaunchedWorker process = worker.process();
		if (process == null || worker.isFailing() || !this.settings.enabled()) {
			this.observations.remove(worker);
			return;
		}
		Observation observation = observe(worker, process);
		String reason = this.beingDumped.contains(worker) ? null : reason(worker, observation);
		if (reason != null) {
			endAfterDump(worker, process, reason);
		}
	}

	/**
	 * What it does is asked for as long as it is silent, since a single look from outside
	 * tells nothing.
	 */
	private @Nullable Observation observe(WorkerJvm worker, LaunchedWorker process) {
		Observation observation = this.observations.get(worker);
		if (!isSilent(worker)) {
			if (observation != null && observation.process == process && observation.reported) {
				logger.info(StateTopics.restart(worker.id().role()), "{} answers again", worker.id());
			}
			this.observations.remove(worker);
			return null;
		}
		if (observation == null || observation.process != process) {
			observation = new Observation(process);
			this.observations.put(worker, observation);
		}
		ask(observation);
		return observation;
	}

	private void ask(Observation observation) {
		long now = this.nanoTime.getAsLong();
		if (!observation.asking && now - observation.askedAt >= LOOK_INTERVAL.toNanos()) {
			observation.asking = true;
			observation.askedAt = now;
			observation.process.activity()
				.thenAccept((activity) -> this.loop.execute(() -> observation.saw(activity, now)));
		}
	}

	private boolean isSilent(WorkerJvm worker) {
		if (worker.state().isUp()) {
			return worker.silence().compareTo(this.settings.hangTimeout().dividedBy(3)) >= 0;
		}
		return worker.is(WorkerState.STARTING);
	}

	private @Nullable String reason(WorkerJvm worker, @Nullable Observation observation) {
		Duration time = worker.timeInState();
		if (worker.is(WorkerState.STARTING)) {
			if (time.compareTo(this.settings.startTimeout()) > 0) {
				return "it is still STARTING after " + seconds(time) + stopped(observation);
			}
			return (observation != null && observation.stoppedFor(this.settings.hangTimeout()))
					? "it does not start" + stopped(observation) : null;
		}
		if (worker.is(WorkerState.CONNECTING) && !worker.isCluster()
				&& time.compareTo(this.settings.serviceStartTimeout().apply(worker.id().name())) > 0) {
			return "it is still CONNECTING after " + seconds(time);
		}
		if (!worker.state().isUp() || worker.silence().compareTo(this.settings.hangTimeout()) < 0) {
			return null;
		}
		if (observation != null && observation.activity == WorkerActivity.COLLECTING_GARBAGE
				&& worker.silence().compareTo(this.settings.collectionTimeout()) < 0) {
			if (!observation.reported) {
				observation.reported = true;
				logger.warn(StateTopics.restart(worker.id().role()),
						"{} has not answered for {} since it collects garbage; it may go on until {}", worker.id(),
						seconds(worker.silence()), seconds(this.settings.collectionTimeout()));
			}
			return null;
		}
		boolean collects = observation != null && observation.activity == WorkerActivity.COLLECTING_GARBAGE;
		return "it has not answered for " + seconds(worker.silence()) + stopped(observation)
				+ (collects ? "; it did nothing but collect garbage: give it more heap" : "");
	}

	private static String stopped(@Nullable Observation observation) {
		return (observation != null && observation.activity == WorkerActivity.STOPPED)
				? "; its process is stopped, by SIGSTOP or a debugger" : "";
	}

	private static String seconds(Duration duration) {
		return duration.toSeconds() + " s";
	}

	private void endAfterDump(WorkerJvm worker, LaunchedWorker process, String reason) {
		this.beingDumped.add(worker);
		logger.warn(StateTopics.restart(worker.id().role()), "{} (pid {}) seems to hang: {}", worker.id(),
				process.pid(), reason);
		process.dump()
			.copy()
			.completeOnTimeout(null, DUMP_PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.thenAccept((file) -> this.loop.execute(() -> end(worker, process, reason, file)));
	}

	private void end(WorkerJvm worker, LaunchedWorker process, String reason, @Nullable Path file) {
		this.beingDumped.remove(worker);
		if (worker.process() != process || worker.isFailing() || worker.is(WorkerState.DRAINING)) {
			return;
		}
		if (reason(worker, this.observations.get(worker)) == null) {
			logger.warn(StateTopics.restart(worker.id().role()), "{} answers again, and is left alone{}", worker.id(),
					(file != null) ? "; what it did is in " + file : "");
			return;
		}
		this.hangs.accept(worker, reason + ((file != null) ? "; what it did is in " + file : ""));
	}

	/**
	 * What a silent JVM was seen doing.
	 */
	private static final class Observation {

		private final LaunchedWorker process;

		private WorkerActivity activity = WorkerActivity.UNKNOWN;

		private boolean asking;

		private long askedAt = Long.MIN_VALUE / 2;

		private long stoppedSince;

		private long lastSeen;

		private boolean reported;

		Observation(LaunchedWorker process) {
			this.process = process;
		}

		void saw(WorkerActivity seen, long when) {
			this.asking = false;
			if (seen == WorkerActivity.STOPPED && this.activity != WorkerActivity.STOPPED) {
				this.stoppedSince = when;
			}
			this.activity = seen;
			this.lastSeen = when;
		}

		boolean stoppedFor(Duration time) {
			return this.activity == WorkerActivity.STOPPED && this.lastSeen - this.stoppedSince >= time.toNanos();
		}

	}

}
