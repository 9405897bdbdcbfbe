package io.github.fleetboot.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link StoreCommand}.
 *
 * @param done whether there was an entry, or it was changed
 * @param value the value that was read
 * @param number the version that was read or stored, the number as it is now, or how many
 * entries were removed
 * @param timeToLive how many milliseconds the entry that was read still lives,
 * {@code null} if it does not expire
 * @param keys the keys
 * @param next the last of the keys, if there are more
 * @param refusal why nothing was done, {@code null} if the command was carried out; an
 * engine throws it instead
 * @since 0.1.0
 */
public record StoreReply(boolean done, @Nullable StoreValue value, long number, @Nullable Long timeToLive,
		List<String> keys, @Nullable String next, @Nullable Refusal refusal) {

	public StoreReply {
		keys = List.copyOf(keys);
	}

	/**
	 * A reply with a number.
	 * @param done whether there was an entry, or it was changed
	 * @param number the number
	 * @return the reply
	 */
	public static StoreReply of(boolean done, long number) {
		return new StoreReply(done, null, number, null, List.of(), null, null);
	}

	/**
	 * A refusal, to be carried elsewhere.
	 * @param exception what the engine threw
	 * @return the reply
	 */
	public static StoreReply refused(FleetStoreException exception) {
		String property = (exception instanceof StoreLimitException limit) ? limit.getProperty() : null;
		return new StoreReply(false, null, 0, null, List.of(), null,
				new Refusal(String.valueOf(exception.getMessage()), exception.getAction(), property));
	}

	/**
	 * This reply, or its refusal thrown.
	 * @return this
	 * @throws FleetStoreException what the engine threw
	 */
	public StoreReply orThrow() {
		Refusal why = this.refusal;
		if (why == null) {
			return this;
		}
		throw (why.property() != null) ? new StoreLimitException(why.property(), why.message(), why.action(), null)
				: new StoreValueException(why.message(), why.action(), null);
	}

	/**
	 * Why a command was not carried out.
	 *
	 * @param message what was tried and why it was refused
	 * @param action what the reader can do about it
	 * @param property the configuration property that holds the limit, {@code null} if it
	 * was no limit
	 */
	public record Refusal(String message, String action, @Nullable String property) {
	}

}
