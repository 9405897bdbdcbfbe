package io.github.fleetboot.admiral;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.StateReport;
import io.github.fleetboot.protocol.VitalsReport;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Hands what workers tell about themselves on to the supervisor.
 */
final class ReportHandler {

	private final Executor loop;

	private final Supplier<Supervisor> supervisor;

	ReportHandler(Executor loop, Supplier<Supervisor> supervisor) {
		this.loop = loop;
		this.supervisor = supervisor;
	}

	@MessageMapping(ControlRoutes.STATE)
	void state(@Payload StateReport report, WorkerId sender) {
		this.loop.execute(() -> this.supervisor.get().reported(sender, report));
	}

	@MessageMapping(ControlRoutes.VITALS)
	void vitals(@Payload VitalsReport report, WorkerId sender) {
		this.loop.execute(() -> this.supervisor.get().reported(sender, report));
	}

}
