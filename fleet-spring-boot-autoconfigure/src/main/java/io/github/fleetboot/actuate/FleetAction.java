package io.github.fleetboot.actuate;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.util.ClassUtils;

/**
 * What a request to the endpoint asks for.
 *
 * @param fleet is asked
 * @param cluster a cluster
 * @param service a service
 * @param shard a shard
 * @param guild a guild
 * @param hard whether workers are killed first
 * @param operation an operation
 * @param type the name of a class
 */
record FleetAction(FleetOperations fleet, @Nullable Integer cluster, @Nullable String service, @Nullable Integer shard,
		@Nullable Long guild, boolean hard, @Nullable String operation, @Nullable String type) {

	/**
	 * Begin it.
	 * @param name its name
	 * @return the operation, {@code null} if there is no such action
	 * @throws InvalidEndpointRequestException if the parameters make no sense
	 */
	@Nullable FleetOperation begin(String name) {
		return switch (name) {
			case "restart" -> this.fleet.restart(workers(), this.hard);
			case "shutdown" -> this.fleet.shutdown(workers(), this.hard);
			case "start" -> this.fleet.start(workers());
			case "create" -> create(required("service", this.service));
			case "abort" -> this.fleet.abort(required("operation", this.operation));
			default -> null;
		};
	}

	/**
	 * Who may use the endpoint may not have any class of the class path instantiated.
	 */
	private FleetOperation create(String name) {
		if (this.type == null) {
			return this.fleet.createService(name);
		}
		try {
			Class<?> found = Class.forName(this.type, false, ClassUtils.getDefaultClassLoader());
			if (found.isAnnotationPresent(FleetService.class)) {
				return this.fleet.createService(name, found);
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// Nobody needs to hear which classes there are
		}
		throw new FleetException("There is no class '%s' with @FleetService.".formatted(this.type),
				"Give the full name of a class that has the annotation, with a $ before the name of a member class.");
	}

	private List<WorkerId> workers() {
		if (Stream.of(this.cluster, this.service, this.shard, this.guild).filter(Objects::nonNull).count() > 1) {
			throw invalid("Name one of cluster, service, shard and guild, or none for all", null);
		}
		try {
			if (this.cluster != null) {
				return List.of(WorkerId.cluster(this.cluster));
			}
			if (this.service != null) {
				return List.of(WorkerId.service(this.service));
			}
		}
		catch (IllegalArgumentException ex) {
			throw invalid(String.valueOf(ex.getMessage()), ex);
		}
		if (this.shard != null) {
			return List.of(this.fleet.ownerOfShard(this.shard));
		}
		return (this.guild != null) ? List.of(this.fleet.ownerOfGuild(this.guild)) : List.of();
	}

	private static String required(String name, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw invalid("'" + name + "' is missing", null);
		}
		return value;
	}

	private static InvalidEndpointRequestException invalid(String reason, @Nullable IllegalArgumentException cause) {
		return new InvalidEndpointRequestException(reason, reason, cause);
	}

}
