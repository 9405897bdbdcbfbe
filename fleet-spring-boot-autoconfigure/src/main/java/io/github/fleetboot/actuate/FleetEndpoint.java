package io.github.fleetboot.actuate;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.FleetStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint @Endpoint} that shows the fleet.
 *
 * @since 0.1.0
 */
@Endpoint(id = "fleet", defaultAccess = Access.READ_ONLY)
public class FleetEndpoint {

	private final Admiral admiral;

	/**
	 * Create the endpoint.
	 * @param admiral knows the fleet
	 */
	public FleetEndpoint(Admiral admiral) {
		this.admiral = admiral;
	}

	/**
	 * How the fleet fares.
	 * @return the status, {@code null} if the fleet is not started
	 */
	@ReadOperation
	public @Nullable FleetResponse fleet() {
		FleetStatus status = this.admiral.status();
		return (status != null) ? new FleetResponse(status) : null;
	}

	/**
	 * The status as it is written: by the mapper of the endpoints, so that the
	 * application's own settings of Jackson do not change it.
	 *
	 * @param status the status
	 */
	public record FleetResponse(@JsonValue FleetStatus status) implements OperationResponseBody {
	}

}
