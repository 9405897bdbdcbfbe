package io.github.fleetboot.docs;

import io.github.fleetboot.FleetService;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

// tag::service[]
@FleetService("languages")
class Languages {

	@MessageMapping("greet")
	String greet(@Payload String name) {
		return "Hallo, " + name + "!";
	}

}
// end::service[]
