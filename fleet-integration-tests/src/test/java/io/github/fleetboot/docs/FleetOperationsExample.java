package io.github.fleetboot.docs;

import java.util.List;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.WorkerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@AdmiralController
class FleetOperationsExample {

	private final Logger log = LoggerFactory.getLogger(FleetOperationsExample.class);

	private final FleetOperations fleet;

	FleetOperationsExample(FleetOperations fleet) {
		this.fleet = fleet;
	}

	void restartTheSecondCluster() {
		// tag::restart[]
		FleetOperation restart = this.fleet.restart(List.of(WorkerId.cluster(1)), false);
		this.fleet.whenEnded(restart.id())
			.thenAccept((end) -> this.log.info("{} has ended as {}: {}", end.id(), end.state(), end.detail()));
		// end::restart[]
	}

}
