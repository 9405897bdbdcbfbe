package io.github.fleetboot;

import java.util.Locale;

/**
 * What a JVM of the fleet is there for.
 *
 * @since 0.1.0
 */
public enum FleetRole {

	/**
	 * Supervises: starts, watches and routes. The JVM that the user starts.
	 */
	ADMIRAL,

	/**
	 * Runs a contiguous range of Discord shards.
	 */
	CLUSTER,

	/**
	 * Runs one {@link FleetService @FleetService}, without a Discord client.
	 */
	SERVICE;

	/**
	 * The name of the Spring profile that is active in a JVM of this role.
	 * @return the profile, for example {@code fleet-cluster}
	 */
	public String profile() {
		return "fleet-" + id();
	}

	/**
	 * The role in lower case, as it stands in properties and addresses.
	 * @return the identifier, for example {@code cluster}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether a JVM of this role is forked by the Admiral.
	 * @return {@code true} for all roles but {@link #ADMIRAL}
	 */
	public boolean isWorker() {
		return this != ADMIRAL;
	}

}
