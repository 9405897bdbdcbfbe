package io.github.fleetboot.autoconfigure;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.process.ClassArchive;
import io.github.fleetboot.process.JavaCommand;
import io.github.fleetboot.process.JavaRuntime;
import io.github.fleetboot.process.JvmProcess;
import io.github.fleetboot.process.Release;
import io.github.fleetboot.process.ReleaseStore;
import io.github.fleetboot.process.UpdateJar;
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

	/**
	 * The same code, with an archive of its own: other JVM arguments may take another
	 * one.
	 */
	WorkerCode again() {
		if (this.release == null) {
			return new WorkerCode(this.command, this.runtime, null, null);
		}
		try {
			Release again = this.release.again();
			return new WorkerCode(this.command, this.runtime, again,
					(this.archive != null) ? new ClassArchive(again, this.runtime) : null);
		}
		catch (IOException ex) {
			throw new FleetException("The update is refused: what workers run from cannot be used: " + ex.getMessage(),
					"Restart the application.", ex);
		}
	}

	/**
	 * Take another jar into use. Takes as long as copying it does.
	 * @param jar the jar
	 * @param releases the directory where releases are kept
	 * @param argumentFile the name of a file for the arguments of its workers
	 * @param withArchive whether there shall be an archive
	 * @throws FleetException if workers cannot run from it
	 */
	WorkerCode updated(Path jar, Path releases, String argumentFile, boolean withArchive) {
		Release taken = new UpdateJar(jar).take(new ReleaseStore(releases, KEPT_RELEASES), this.command, argumentFile,
				IpcHello.PROTOCOL_VERSION);
		return new WorkerCode(taken.command(), this.runtime, taken,
				withArchive ? new ClassArchive(taken, this.runtime) : null);
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

	/**
	 * Others take its place while the fleet runs.
	 */
	void closeAndClean() {
		close();
		if (this.release != null) {
			new ReleaseStore(this.release.directory().resolveSibling(""), KEPT_RELEASES).clean();
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
