package io.github.fleetboot;

import org.springframework.core.env.Environment;

/**
 * The few properties that must be known before there are beans.
 *
 * @since 0.1.0
 */
public final class FleetEnvironment {

	/**
	 * Switches everything off: no worker is forked, no bean of a role exists.
	 */
	public static final String ENABLED = "fleet.enabled";

	/**
	 * Set by the fleet itself, as a system property of each worker JVM and so in its
	 * Spring environment: which member of the fleet this JVM is.
	 */
	public static final String WORKER = "fleet.worker";

	/**
	 * Set by the fleet itself, in the environment of a service that was created from a
	 * class: the name of the class.
	 */
	public static final String SERVICE_TYPE = "fleet.service-type";

	private FleetEnvironment() {
	}

	/**
	 * Whether the fleet is switched on.
	 * @param environment the application's environment
	 * @return {@code true} unless {@code fleet.enabled} is {@code false}
	 */
	public static boolean isEnabled(Environment environment) {
		return environment.getProperty(ENABLED, Boolean.class, true);
	}

	/**
	 * Which member of the fleet this JVM is.
	 * @param environment the application's environment
	 * @return the identity; the Admiral's if nothing else is said
	 */
	public static WorkerId self(Environment environment) {
		return WorkerId.parse(environment.getProperty(WORKER, "admiral"));
	}

}
