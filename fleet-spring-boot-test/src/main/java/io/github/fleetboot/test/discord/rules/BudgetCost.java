package io.github.fleetboot.test.discord.rules;

/**
 * Whether an IDENTIFY that starts no session costs one of the day's session starts.
 *
 * @since 0.1.0
 */
public enum BudgetCost {

	/**
	 * Each IDENTIFY costs a start, so do refused ones: bots caught in a loop of op 9 have
	 * lost their tokens.
	 */
	EVERY_IDENTIFY,

	/**
	 * Only an IDENTIFY that starts a session costs one.
	 */
	STARTED_SESSIONS

}
