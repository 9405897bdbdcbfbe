package io.github.fleetboot.benchmarks;

import io.github.fleetboot.FleetService;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Says what it hears.
 */
@FleetService("echo")
class EchoService {

	@MessageMapping("echo")
	String echo(@Payload String text) {
		return text;
	}

	@MessageMapping("echo-bytes")
	byte[] echo(@Payload byte[] bytes) {
		return bytes;
	}

}
