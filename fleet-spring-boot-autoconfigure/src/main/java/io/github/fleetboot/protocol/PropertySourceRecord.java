package io.github.fleetboot.protocol;

import java.util.Map;

/**
 * A property source of the Admiral on its way to a worker.
 *
 * @param name its name in the Admiral
 * @param position where it stands there
 * @param properties its properties, placeholders unresolved
 * @since 0.1.0
 */
public record PropertySourceRecord(String name, Position position, Map<String, String> properties) {

	public PropertySourceRecord {
		properties = Map.copyOf(properties);
	}

	/**
	 * Names no values, since there are secrets among them.
	 */
	@Override
	public String toString() {
		return this.name + " (" + this.position + ", " + this.properties.size() + " properties)";
	}

	/**
	 * Where a property source stands in relation to what a worker finds by itself.
	 */
	public enum Position {

		/**
		 * Above everything else: what is meant for workers alone.
		 */
		WORKER,

		/**
		 * Above the environment variables. A worker has no such source: it is added.
		 */
		OVERRIDE,

		/**
		 * Below the environment variables: configuration files and the like. A worker
		 * loads them itself; what is here replaces the content of the source of that
		 * name.
		 */
		LOADED,

		/**
		 * The default properties, below all others.
		 */
		DEFAULT

	}

}
