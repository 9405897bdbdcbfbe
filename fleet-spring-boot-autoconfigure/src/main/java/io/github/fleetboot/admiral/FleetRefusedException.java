package io.github.fleetboot.admiral;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

/**
 * Discord refused the bot, or could not be reached, so that there is nothing to start.
 */
public class FleetRefusedException extends FleetException {

	FleetRefusedException(String message, String action) {
		super(message, action);
	}

	FleetRefusedException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

}
