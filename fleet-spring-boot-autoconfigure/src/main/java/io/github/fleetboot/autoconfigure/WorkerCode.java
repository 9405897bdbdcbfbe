package io.github.fleetboot.autoconfigure;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.process.ClassArchive;
import io.github.fleetboot.process.JavaCommand;
import io.github.fleetboot.process.JavaRuntime;
import io.github.fleetboot.process.JvmProcess;
import io.github.fleetboot.process.Release;
import io.github.fleetboot.process.ReleaseStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code that workers run, as it is when the Admiral starts, with the archive of its
 * classes.
 */
final class WorkerCode implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WorkerCode.class);

	private static final int KEPT_RELEASES = 2;

	private final JavaCommand command;

	private final JavaRuntime runtime;

	private final @Nullable Release release;

	private final @Nullable ClassArchive archive;

	private WorkerCode(JavaCommand command, JavaRuntime runtime, @Nullable Release release,
			@Nullable ClassArchive archive) {
		this.command = command;
		this.runtime = runtime;
		this.release = release;
		this.archive = archive;
	}

	/**
	 * Take the code into use. Takes as long as copying the jar does, the first time.
	 * @param command how the Admiral was started
	 * @param releases finds or creates the directory where releases are kept
	 * @param withArchive whether there shall be an archive
	 */
	static WorkerCode of(JavaCommand command, Callable<Path> releases, boolean withArchive) {
		JavaRuntime runtime = JavaRuntime.of(command.java());
		if (!ReleaseStore.takes(command) || (command.jar().isEmpty() && !withArchive)) {
			return new WorkerCode(command, runtime, null, null);
		}
		try {
			Release release = new ReleaseStore(releases.call(), KEPT_RELEASES).take(command);
			return new WorkerCode(release.command(), runtime, release,
					withArchive ? new ClassArchive(release, runtime) : null);
		}
		catch (IOException | InvalidPathException | FleetException ex) {
			logger.warn(
					"Workers run from {} itself, since no copy of it can be kept: {}. Do not replace it while the fleet runs; "
							+ "or let fleet.directory name a directory with room for a copy",
					command.jar().map(Path::toString).orElse("the class path"), ex.toString());
			return new WorkerCode(command, runtime, null, null);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	JavaCommand command() {
		return this.command;
	}

	JavaRuntime runtime() {
		return this.runtime;
	}

	List<String> archiveFlags(List<String> flags, boolean mayRecord) {
		return (this.archive != null) ? this.archive.flags(flags, mayRecord) : List.of();
	}

	void started(List<String> flags, JvmProcess process) {
		if (this.archive != null) {
			this.archive.started(flags, process);
		}
	}

	/**
	 * Make an archive for workers to come. Blocks for seconds.
	 */
	void makeArchive() {
		if (this.archive != null) {
			this.archive.make();
		}
	}

	/**
	 * Make no archive any more.
	 */
	void makeNoArchive() {
		if (this.archive != null) {
			this.archive.close();
		}
	}

	@Override
	public void close() {
		makeNoArchive();
		if (this.release != null) {
			this.release.close();
		}
	}

}
