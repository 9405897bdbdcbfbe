package io.github.fleetboot.gateway.sharding;

import io.github.fleetboot.FleetException;

/**
 * The shards or clusters that were asked for cannot be.
 */
public class ImpossibleShardingException extends FleetException {

	ImpossibleShardingException(String message, String action) {
		super(message, action);
	}

}
