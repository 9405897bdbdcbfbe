package io.github.fleetboot.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata of the fleet's configuration keys, as IDEs read them.
 *
 * @param keys the keys in order, with what is said of them
 * @param hints what is proposed for values
 */
record ConfigurationMetadata(Map<String, JsonNode> keys, JsonNode hints) {

	static ConfigurationMetadata read() throws IOException {
		JsonMapper json = new JsonMapper();
		ClassLoader classLoader = ConfigurationMetadata.class.getClassLoader();
		for (URL url : Collections.list(classLoader.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream stream = url.openStream()) {
				JsonNode metadata = json.readTree(stream);
				if (metadata.path("properties").valueStream().anyMatch(ConfigurationMetadata::isOfFleet)) {
					return of(metadata);
				}
			}
		}
		throw new IllegalStateException("No configuration metadata with keys of the fleet on the class path");
	}

	private static ConfigurationMetadata of(JsonNode metadata) {
		Map<String, JsonNode> keys = new TreeMap<>();
		for (JsonNode property : metadata.path("properties")) {
			keys.put(property.path("name").asString(), property);
		}
		return new ConfigurationMetadata(keys, metadata.path("hints"));
	}

	private static boolean isOfFleet(JsonNode property) {
		return property.path("name").asString("").startsWith("fleet.");
	}

}
