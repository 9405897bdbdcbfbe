package io.github.fleetboot.autoconfigure;

import java.util.List;

import io.github.fleetboot.FleetException;

/**
 * There is no token.
 */
public class MissingTokenException extends FleetException {

	MissingTokenException(List<String> lookalikes) {
		super("fleet.discord.token is not set, or blank.",
				"Set fleet.discord.token, for example in application.yml as ${DISCORD_TOKEN}, to the token shown at "
						+ "https://discord.com/developers/applications under 'Bot'."
						+ (lookalikes.isEmpty() ? ""
								: " The property %s is set, which the fleet does not read."
									.formatted(lookalikes.get(0)))
						+ " To start without a fleet set fleet.enabled to false.");
	}

}
