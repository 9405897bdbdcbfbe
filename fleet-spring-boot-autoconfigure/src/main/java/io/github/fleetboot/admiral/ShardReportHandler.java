package io.github.fleetboot.admiral;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.fleetboot.FleetEvent;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.ShardConnectEvent;
import io.github.fleetboot.ShardDisconnectEvent;
import io.github.fleetboot.ShardReadyEvent;
import io.github.fleetboot.ShardResumeEvent;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.ShardReport;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Makes events of what clusters tell about their shards.
 */
final class ShardReportHandler {

	private final Executor loop;

	private final Supplier<Workers> workers;

	private final Consumer<FleetEvent> events;

	ShardReportHandler(Executor loop, Supplier<Workers> workers, Consumer<FleetEvent> events) {
		this.loop = loop;
		this.workers = workers;
		this.events = events;
	}

	@MessageMapping(ControlRoutes.SHARD)
	void shard(@Payload ShardReport report, WorkerId sender) {
		if (sender.role() == FleetRole.CLUSTER) {
			this.loop.execute(() -> {
				WorkerHandle worker = this.workers.get().get(sender);
				this.events.accept(event(report, sender.clusterNumber(), isLive(worker, report)));
			});
		}
	}

	private static boolean isLive(@Nullable WorkerHandle worker, ShardReport report) {
		return worker != null && worker.process() != null && worker.restarts() == report.incarnation();
	}

	private static FleetEvent event(ShardReport report, int cluster, boolean live) {
		int shard = report.shard();
		return switch (report.change()) {
			case CONNECT -> new ShardConnectEvent(cluster, shard, live);
			case READY -> new ShardReadyEvent(cluster, shard, live);
			case DISCONNECT -> new ShardDisconnectEvent(cluster, shard, live, report.byDiscord(), report.closeCode());
			case RESUME -> new ShardResumeEvent(cluster, shard, live);
		};
	}

}
