package io.github.fleetboot.store;

import org.jspecify.annotations.Nullable;

/**
 * What an engine is asked to do with its encoded values.
 *
 * @param operation what to do
 * @param key the key; for {@link Operation#KEYS} and {@link Operation#CLEAR} with what
 * the keys begin
 * @param value the value to put
 * @param version put or remove only what has this version, 0 for nothing being there;
 * {@code null} for whatever is there
 * @param timeToLive how many milliseconds what is put, or a number that begins, lives. If
 * {@code null} it does not expire, but for what is put over a version, or counted on,
 * which keeps its time
 * @param number what to add to a number, or how many keys to list
 * @param after the last key that was listed
 * @since 0.1.0
 */
public record StoreCommand(Operation operation, String key, @Nullable StoreValue value, @Nullable Long version,
		@Nullable Long timeToLive, long number, @Nullable String after) {

	/**
	 * What an engine can do.
	 */
	public enum Operation {

		/** Read an entry. */
		GET(false),

		/** Whether there is an entry. */
		CONTAINS(false),

		/** Store a value. */
		PUT(true),

		/** Remove an entry. */
		REMOVE(true),

		/** Add to a number. */
		INCREMENT(true),

		/** List keys. */
		KEYS(false),

		/** Remove all entries whose keys begin alike. */
		CLEAR(true);

		private final boolean change;

		Operation(boolean change) {
			this.change = change;
		}

		/**
		 * Whether it may change something.
		 * @return {@code false} if it only reads
		 */
		public boolean isChange() {
			return this.change;
		}

	}

}
