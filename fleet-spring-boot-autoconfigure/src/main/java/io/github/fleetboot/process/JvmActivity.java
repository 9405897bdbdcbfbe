package io.github.fleetboot.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.fleetboot.process.LinuxProcess.OsThread;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells a JVM that collects garbage from one that hangs, by what its threads compute: it
 * is neither attached to nor asked.
 *
 * @since 0.1.0
 */
public final class JvmActivity {

	private static final Log logger = LogFactory.getLog(JvmActivity.class);

	private static final Duration WINDOW = Duration.ofSeconds(1);

	/**
	 * Less than this part of the window is no work, but the JVM's own bookkeeping.
	 */
	private static final double LEAST_WORK = 0.05;

	/**
	 * How the names of threads begin that collect garbage. The VM thread does more than
	 * that, but nothing else for long.
	 */
	private static final List<String> COLLECTORS = List.of("VM Thread", "GC Thread#", "ParGC Thread#", "G1 Main Marker",
			"G1 Conc#", "G1 Refine#", "ZDriver", "ZWorker", "XDriver", "XWorker", "Shenandoah GC");

	private JvmActivity() {
	}

	/**
	 * Watch a JVM for a second.
	 * @param pid its process
	 * @param executor where files are read, shortly
	 * @return what it did in that second; never completes exceptionally
	 */
	public static CompletableFuture<WorkerActivity> of(long pid, Executor executor) {
		LinuxProcess process = new LinuxProcess(pid);
		Executor later = CompletableFuture.delayedExecutor(WINDOW.toMillis(), TimeUnit.MILLISECONDS, executor);
		return CompletableFuture.supplyAsync(() -> Sample.of(process), executor)
			.thenCompose((before) -> before.hasAnswer() ? CompletableFuture.completedFuture(before.activity())
					: CompletableFuture.supplyAsync(() -> Sample.of(process).since(before), later));
	}

	static boolean collectsGarbage(String threadName) {
		return COLLECTORS.stream().anyMatch(threadName::startsWith);
	}

	/**
	 * What is known at one moment.
	 *
	 * @param activity the activity as far as one moment tells it
	 * @param at the moment, in {@link System#nanoTime()}
	 * @param threads the threads, and what they have computed until then
	 */
	private record Sample(WorkerActivity activity, long at, List<OsThread> threads) {

		static Sample of(LinuxProcess process) {
			if (process.isKnown()) {
				try {
					WorkerActivity activity = process.isStopped() ? WorkerActivity.STOPPED : WorkerActivity.RUNNING;
					return new Sample(activity, System.nanoTime(), process.threads());
				}
				catch (IOException | RuntimeException ex) {
					logger.debug("Nothing is known of process " + process.pid(), ex);
				}
			}
			return new Sample(WorkerActivity.UNKNOWN, System.nanoTime(), List.of());
		}

		boolean hasAnswer() {
			return this.activity != WorkerActivity.RUNNING;
		}

		WorkerActivity since(Sample before) {
			if (hasAnswer()) {
				return this.activity;
			}
			long collected = computed(before, (thread) -> collectsGarbage(thread.name()));
			boolean mostly = collected * 2 > computed(before, (thread) -> true)
					&& collected > (this.at - before.at) * LEAST_WORK;
			return mostly ? WorkerActivity.COLLECTING_GARBAGE : this.activity;
		}

		private long computed(Sample before, Predicate<OsThread> which) {
			Map<Long, Long> earlier = before.threads.stream()
				.collect(Collectors.toMap(OsThread::id, OsThread::cpuNanos));
			return this.threads.stream()
				.filter(which)
				.mapToLong((thread) -> thread.cpuNanos() - earlier.getOrDefault(thread.id(), 0L))
				.sum();
		}

	}

}
