package io.github.fleetboot.test.discord.record;

import java.time.Duration;

/**
 * Thrown when something a test waits for did not happen in time.
 *
 * @since 0.1.0
 */
public class EmulatorTimeoutException extends RuntimeException {

	private final String awaited;

	private final Duration timeout;

	public EmulatorTimeoutException(String awaited, Duration timeout, String seen) {
		super("Waited %s for %s in vain. Seen so far: %s".formatted(timeout, awaited, seen));
		this.awaited = awaited;
		this.timeout = timeout;
	}

	/**
	 * What was waited for, in words.
	 * @return the description
	 */
	public String getAwaited() {
		return this.awaited;
	}

	/**
	 * How long it was waited for.
	 * @return the time-out
	 */
	public Duration getTimeout() {
		return this.timeout;
	}

}
