package io.github.fleetboot.autoconfigure;

import java.util.Locale;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

/**
 * Reads properties that are a number or {@code auto}.
 */
final class AutoNumber {

	private AutoNumber() {
	}

	/**
	 * Read a value.
	 * @param property the property, for the message
	 * @param value its value
	 * @return the number, {@code null} for {@code auto}
	 * @throws FleetException if it is neither
	 */
	static @Nullable Integer read(String property, String value) {
		String trimmed = value.trim();
		if (trimmed.isEmpty() || trimmed.toLowerCase(Locale.ROOT).equals("auto")) {
			return null;
		}
		try {
			return Integer.valueOf(trimmed);
		}
		catch (NumberFormatException ex) {
			throw new FleetException(property + "=" + value + " is neither a number nor auto.",
					"Set " + property + " to a whole number, or to auto.", ex);
		}
	}

}
