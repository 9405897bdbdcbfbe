package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.rest.RestTrouble;

/**
 * A fault that is on. May be used from any thread.
 *
 * @since 0.1.0
 */
public final class RestFault {

	private final Engine engine;

	private final RestTrouble trouble;

	RestFault(Engine engine, RestTrouble trouble) {
		this.engine = engine;
		this.trouble = trouble;
	}

	/**
	 * How many requests it has struck.
	 * @return the number
	 */
	public int struck() {
		return this.trouble.struck();
	}

	/**
	 * End it.
	 */
	public void end() {
		this.engine.run(() -> this.engine.api().troubles().remove(this.trouble));
	}

}
