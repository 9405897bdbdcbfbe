package io.github.fleetboot.admiral;

import io.github.fleetboot.WorkerId;

/**
 * Is told what the supervisor sees, on the loop's thread.
 */
interface SupervisorListener {

	/**
	 * A worker's JVM has ended.
	 * @param worker the worker
	 */
	void gone(WorkerId worker);

	/**
	 * Something may have changed.
	 */
	void changed();

	/**
	 * Discord refused the bot for good.
	 * @param refusal what and why
	 */
	void refused(FleetRefusedException refusal);

}
