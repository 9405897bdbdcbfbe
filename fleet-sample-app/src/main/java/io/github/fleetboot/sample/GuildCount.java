package io.github.fleetboot.sample;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import net.dv8tion.jda.api.sharding.ShardManager;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Counts guilds: those of this cluster for whoever asks, those of all clusters by asking
 * them.
 */
@ClusterWorker
class GuildCount {

	private final ShardManager shardManager;

	private final IpcTemplate ipc;

	GuildCount(ShardManager shardManager, IpcTemplate ipc) {
		this.shardManager = shardManager;
		this.ipc = ipc;
	}

	@MessageMapping("guild-count")
	long ofThisCluster() {
		return this.shardManager.getGuildCache().size();
	}

	CompletableFuture<Long> ofTheFleet() {
		return this.ipc.requestAll(IpcDestination.allClusters().route("guild-count"), null, Long.class)
			.thenApply((replies) -> replies.values()
				.stream()
				.map((reply) -> reply.value())
				.filter(Objects::nonNull)
				.mapToLong(Long::longValue)
				.sum());
	}

}
