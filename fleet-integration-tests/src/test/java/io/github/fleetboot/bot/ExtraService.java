package io.github.fleetboot.bot;

import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerInfo;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Is there once somebody has asked for it.
 */
@FleetService(value = "extra", autoStart = false)
class ExtraService {

	private final WorkerInfo info;

	ExtraService(WorkerInfo info) {
		this.info = info;
	}

	@MessageMapping("who")
	String who() {
		return this.info.id().toString();
	}

}
