package io.github.fleetboot.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Numbers as they are stored: like any other value.
 */
final class Counters {

	private final CBORMapper mapper = new CBORMapper();

	StoreValue write(long number) {
		return new StoreValue(this.mapper.writeValueAsBytes(number), null);
	}

	/**
	 * Add to a number.
	 * @param key the key of the value
	 * @param value the value, {@code null} if there is none
	 * @param delta what to add
	 * @return the sum
	 * @throws StoreValueException if the value is no number, or the sum too large
	 */
	long add(String key, @Nullable StoreValue value, long delta) {
		long present = (value != null) ? read(key, value) : 0;
		try {
			return Math.addExact(present, delta);
		}
		catch (ArithmeticException ex) {
			throw new StoreValueException(
					"'%s' is %d; with %d more it would exceed the range of a long.".formatted(key, present, delta),
					"Count in larger units, or begin anew.", ex);
		}
	}

	private long read(String key, StoreValue value) {
		if (value.contentType() == null) {
			try {
				JsonNode node = this.mapper.readTree(value.bytes());
				if (node.isIntegralNumber() && node.canConvertToLong()) {
					return node.longValue();
				}
			}
			catch (JacksonException ex) {
				throw notANumber(key, ex);
			}
		}
		throw notANumber(key, null);
	}

	private static StoreValueException notANumber(String key, @Nullable Throwable cause) {
		return new StoreValueException("What is stored for '" + key + "' is not an integer, so it cannot be added to.",
				"Use another key, or remove the value first.", cause);
	}

}
