package io.github.fleetboot.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.FleetException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a JVM hangs in: it is asked for a thread dump and a class histogram, and
 * the operating system for what its threads do, since a JVM that hangs may not answer.
 * Needs nothing but a shell: no JDK, and no directory that both can write to. Holds names
 * and stacks of threads, and names of classes; neither properties nor environment.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class JvmDumps {

	private static final Log logger = LogFactory.getLog(JvmDumps.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Map<Long, CompletableFuture<@Nullable Path>> underWay = new ConcurrentHashMap<>();

	private final DumpFiles files;

	private final int retained;

	private final Clock clock;

	private final Executor executor;

	/**
	 * Create a place for dumps.
	 * @param directory finds or creates the directory of the files; called for each dump
	 * @param retained how many files are kept; with 0 there are no dumps at all
	 * @param clock tells the time of a dump
	 * @param executor where the work is done, which blocks for a moment at a time
	 * @throws FleetException if the number is negative
	 */
	public JvmDumps(Callable<Path> directory, int retained, Clock clock, Executor executor) {
		if (retained < 0) {
			throw new FleetException("fleet.workers.dumps.retain=" + retained + " is less than 0.",
					"Set it to the number of dumps to keep, or to 0 to take none.");
		}
		this.files = new DumpFiles(directory, retained, clock);
		this.retained = retained;
		this.clock = clock;
		this.executor = executor;
	}

	/**
	 * Save what can be found out about a process. Does not block.
	 * @param process the process
	 * @return completes within some 12 seconds, never exceptionally, with the file, or
	 * {@code null} if there is none
	 */
	public CompletableFuture<@Nullable Path> take(JvmProcess process) {
		if (this.retained == 0) {
			return CompletableFuture.completedFuture(null);
		}
		return this.underWay.computeIfAbsent(process.pid(), (pid) -> begin(process)).copy();
	}

	/**
	 * Keep what a JVM wrote itself when it crashed, and delete it where it is.
	 * @param process the JVM
	 * @param report its report; nothing happens if there is none
	 */
	public void keep(JvmProcess process, Path report) {
		if (!Files.isRegularFile(report)) {
			return;
		}
		try {
			if (this.retained > 0) {
				save(process, Files.readString(report, StandardCharsets.ISO_8859_1));
			}
			Files.deleteIfExists(report);
		}
		catch (IOException ex) {
			logger.warn("The report of the crash of " + process + " is lost", ex);
		}
	}

	private CompletableFuture<@Nullable Path> begin(JvmProcess process) {
		CompletableFuture<@Nullable Path> file = CompletableFuture
			.supplyAsync(() -> new DumpReport(process, this.clock.instant()), this.executor)
			.thenCompose((report) -> report.ask()
				.completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
				.thenApplyAsync((done) -> save(process, report.text()), this.executor))
			.exceptionally((failure) -> {
				logger.warn("No dump of " + process, failure);
				return null;
			});
		file.whenCompleteAsync((done, failure) -> this.underWay.remove(process.pid()), this.executor);
		return file;
	}

	private @Nullable Path save(JvmProcess process, String text) {
		return text.isEmpty() ? null : this.files.save(process.worker().toString(), process.pid(), text);
	}

}
