package io.github.fleetboot.bot;

import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerInfo;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Is there once somebody has asked for it.
 */
@FleetService(value = "extra", autoStart = false)
class ExtraService {

	private final WorkerInfo info;

	private final FleetOperations fleet;

	ExtraService(WorkerInfo info, FleetOperations fleet) {
		this.info = info;
		this.fleet = fleet;
	}

	@MessageMapping("create-harbour")
	String createHarbour() {
		return this.fleet.createService("harbour", HarbourService.class).id();
	}

	@MessageMapping("who")
	String who() {
		return this.info.id().toString();
	}

}
