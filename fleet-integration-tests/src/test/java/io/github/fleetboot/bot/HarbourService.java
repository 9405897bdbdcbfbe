package io.github.fleetboot.bot;

import io.github.fleetboot.WorkerInfo;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import jakarta.annotation.PreDestroy;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Is declared by nobody.
 */
class HarbourService {

	private final WorkerInfo info;

	private final IpcTemplate ipc;

	HarbourService(WorkerInfo info, IpcTemplate ipc) {
		this.info = info;
		this.ipc = ipc;
	}

	@MessageMapping("who")
	String who() {
		return this.info.id().toString();
	}

	@PreDestroy
	void close() {
		this.ipc.convertAndSend(IpcDestination.admiral().route("note"), "the harbour is closed");
	}

}
