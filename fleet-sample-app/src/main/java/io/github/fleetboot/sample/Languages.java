package io.github.fleetboot.sample;

import java.util.Map;

import io.github.fleetboot.FleetService;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Knows languages, in a JVM of its own.
 */
@FleetService("languages")
class Languages {

	private static final Map<String, String> GREETINGS = Map.of("de", "Hallo, %s!", "fr", "Bonjour, %s !", "en",
			"Hello, %s!");

	@MessageMapping("greet")
	Greeting greet(@Payload Greeting.Request request) {
		String greeting = GREETINGS.get(request.language());
		if (greeting == null) {
			throw new IllegalArgumentException("no greeting for the language '" + request.language() + "'");
		}
		return new Greeting(greeting.formatted(request.name()));
	}

}
