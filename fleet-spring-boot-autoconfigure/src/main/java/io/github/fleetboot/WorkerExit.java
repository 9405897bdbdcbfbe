package io.github.fleetboot;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a worker JVM ended, as its exit code tells. Part of the contract between worker and
 * Admiral. Any other code means that the JVM crashed or was killed.
 *
 * @since 0.1.0
 */
public enum WorkerExit {

	/**
	 * Drained and stopped as it was ordered to.
	 */
	DRAINED(0),

	/**
	 * The application did not start in this role.
	 */
	START_FAILED(64),

	/**
	 * The Admiral was gone for longer than {@code fleet.workers.orphan-timeout}.
	 */
	ORPHANED(65),

	/**
	 * Discord refused the bot for good: another try would be refused as well.
	 */
	REFUSED_BY_DISCORD(66),

	/**
	 * The JVM was told to be a worker, but got no readable order to be one.
	 */
	NO_LAUNCH_ORDER(67);

	private final int code;

	WorkerExit(int code) {
		this.code = code;
	}

	/**
	 * The exit code of the process.
	 * @return the code
	 */
	public int code() {
		return this.code;
	}

	/**
	 * Find the meaning of an exit code.
	 * @param code the exit code of a worker process
	 * @return its meaning, empty for a crash or a kill
	 */
	public static Optional<WorkerExit> ofCode(int code) {
		return Arrays.stream(values()).filter((exit) -> exit.code == code).findFirst();
	}

}
