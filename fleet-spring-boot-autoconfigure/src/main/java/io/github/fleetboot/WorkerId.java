package io.github.fleetboot;

import java.util.regex.Pattern;

/**
 * The identity of one member of the fleet, stable over restarts. Its text form,
 * {@code admiral}, {@code cluster-0} or {@code service-languages}, is what logs, metrics
 * and IPC use.
 *
 * @param role the role of the member
 * @param name the number of a cluster, the name of a service, empty for the Admiral
 * @since 0.1.0
 */
public record WorkerId(FleetRole role, String name) {

	private static final Pattern SERVICE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

	private static final WorkerId ADMIRAL = new WorkerId(FleetRole.ADMIRAL, "");

	public WorkerId {
		boolean valid = switch (role) {
			case ADMIRAL -> name.isEmpty();
			case CLUSTER -> name.matches("0|[1-9][0-9]{0,5}");
			case SERVICE -> SERVICE_NAME.matcher(name).matches();
		};
		if (!valid) {
			throw new IllegalArgumentException("'%s' is not a name for a %s; %s".formatted(name, role.id(),
					(role == FleetRole.SERVICE)
							? "use 1 to 63 letters, digits, '.', '_' or '-', beginning with a letter or digit"
							: "a cluster has a number, the Admiral no name"));
		}
	}

	/**
	 * The Admiral.
	 * @return its identity
	 */
	public static WorkerId admiral() {
		return ADMIRAL;
	}

	/**
	 * A cluster.
	 * @param number its number, from 0
	 * @return its identity
	 */
	public static WorkerId cluster(int number) {
		return new WorkerId(FleetRole.CLUSTER, Integer.toString(number));
	}

	/**
	 * A service.
	 * @param name its name
	 * @return its identity
	 * @throws IllegalArgumentException if the name has a character that addresses cannot
	 * hold
	 */
	public static WorkerId service(String name) {
		return new WorkerId(FleetRole.SERVICE, name);
	}

	/**
	 * Read the text form.
	 * @param text for example {@code cluster-0}
	 * @return the identity
	 * @throws IllegalArgumentException if the text is no identity
	 */
	public static WorkerId parse(String text) {
		for (FleetRole role : FleetRole.values()) {
			if (role == FleetRole.ADMIRAL && text.equals(role.id())) {
				return ADMIRAL;
			}
			if (role.isWorker() && text.startsWith(role.id() + "-")) {
				return new WorkerId(role, text.substring(role.id().length() + 1));
			}
		}
		throw new IllegalArgumentException(
				"'" + text + "' names no member of a fleet; expected admiral, cluster-<number> or service-<name>");
	}

	/**
	 * The number of this cluster.
	 * @return the number, from 0
	 * @throws IllegalStateException if this is not a cluster
	 */
	public int clusterNumber() {
		if (this.role != FleetRole.CLUSTER) {
			throw new IllegalStateException(this + " is not a cluster");
		}
		return Integer.parseInt(this.name);
	}

	@Override
	public String toString() {
		return (this.role == FleetRole.ADMIRAL) ? this.role.id() : this.role.id() + "-" + this.name;
	}

}
