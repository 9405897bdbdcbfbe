package io.github.fleetboot.autoconfigure;

import java.util.Collection;

import io.github.fleetboot.FleetException;

/**
 * Two services have the same name.
 */
public class DuplicateServiceException extends FleetException {

	DuplicateServiceException(String name, Collection<String> sources) {
		super("The service name '%s' is used more than once: %s.".formatted(name, String.join(" and ", sources)),
				"Give each @FleetService a name of its own.");
	}

}
