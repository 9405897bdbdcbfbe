package io.github.fleetboot.test.discord.boot;

/**
 * Whether an application runs as a fleet on the emulator, and where its workers do.
 *
 * @since 0.1.0
 */
public enum FleetMode {

	/**
	 * In tests inside their JVM, unless {@code fleet.skip-in-tests} or
	 * {@code fleet.workers.mode} says otherwise; while one develops as the application is
	 * configured.
	 */
	DEFAULT,

	/**
	 * No fleet: the application has an emulator, but no worker starts.
	 */
	OFF,

	/**
	 * Inside the JVM, where breakpoints work everywhere and the start takes seconds.
	 */
	IN_PROCESS,

	/**
	 * Each worker in a JVM of its own, as in production.
	 */
	FORKED

}
