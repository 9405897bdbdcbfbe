package io.github.fleetboot.admiral.logging;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.logging.LogRecord;

/**
 * Logs a record of a worker as if the Admiral had logged it, but for its source.
 */
interface RecordReplay {

	/**
	 * The key of the mapped diagnostic context under which the worker stands.
	 */
	String SOURCE = "fleet.worker";

	/**
	 * What the names of the loggers of workers begin with.
	 */
	String LOGGER_PREFIX = "fleet.";

	/**
	 * Log a record.
	 * @param worker the worker that logged it
	 * @param record the record
	 */
	void replay(WorkerId worker, LogRecord record);

}
