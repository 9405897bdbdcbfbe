package io.github.fleetboot.bot;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.store.FleetStore;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Uses the store in every cluster.
 */
@ClusterWorker
@MessageMapping("store")
class StoreCluster {

	private final FleetStore store;

	private final IpcTemplate ipc;

	StoreCluster(FleetStore store, IpcTemplate ipc) {
		this.store = store;
		this.ipc = ipc;
	}

	@MessageMapping("count")
	void count(@Payload int times) {
		for (int i = 0; i < times; i++) {
			this.store.increment("visits");
		}
	}

	/**
	 * Store one value after another, tell of each once it is acknowledged, and go on
	 * until this JVM ends.
	 */
	@MessageMapping("write")
	void write() {
		for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
			this.store.in("log").put("%08d".formatted(i), new Sample(i, "written"));
			this.ipc.convertAndSend(IpcDestination.admiral().route("note"), "stored " + i);
		}
	}

}
