package io.github.fleetboot.cache;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcException;

/**
 * It is not known whether an entity is cached: no cluster that answered has it, and some
 * did not answer.
 *
 * @since 0.1.0
 */
public class FleetCacheException extends FleetException {

	private final transient Map<WorkerId, IpcException> failures;

	/**
	 * Create the exception.
	 * @param message what was looked for, and who did not answer why
	 * @param action what the reader can do about it
	 * @param failures the clusters that did not answer
	 * @param cause one of the failures, or what failed the call as a whole
	 */
	public FleetCacheException(String message, String action, Map<WorkerId, IpcException> failures, Throwable cause) {
		super(message, action, cause);
		this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
	}

	/**
	 * Which clusters did not answer, and why.
	 * @return the failures by cluster, empty if not even the clusters could be named
	 */
	public Map<WorkerId, IpcException> getFailures() {
		return this.failures;
	}

}
