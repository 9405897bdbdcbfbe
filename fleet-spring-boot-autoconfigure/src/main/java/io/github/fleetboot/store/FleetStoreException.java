package io.github.fleetboot.store;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

/**
 * Root of the exceptions of the {@link FleetStore}.
 *
 * @since 0.1.0
 */
public abstract class FleetStoreException extends FleetException {

	FleetStoreException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

}
