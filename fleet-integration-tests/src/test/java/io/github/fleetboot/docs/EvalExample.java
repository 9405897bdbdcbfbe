package io.github.fleetboot.docs;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.eval.FleetEval;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcReply;

/**
 * Looks into workers.
 */
@AdmiralController
class EvalExample {

	private final FleetEval eval;

	EvalExample(FleetEval eval) {
		this.eval = eval;
	}

	// tag::eval[]
	Optional<String> voiceChannel(long guildId) {
		return this.eval.evaluate(IpcDestination.ownerOfGuild(guildId),
				"@shardManager.getGuildById(" + guildId + "L)?.audioManager?.connectedChannel?.name", String.class);
	}

	CompletableFuture<Long> largeGuilds() {
		return this.eval
			.evaluateInClusters("@shardManager.guildCache.?[memberCount > 1000].size()", Long.class,
					Duration.ofSeconds(5))
			.thenApply((replies) -> replies.values()
				.stream()
				.map(IpcReply::value)
				.filter(Objects::nonNull)
				.mapToLong(Long::longValue)
				.sum());
	}
	// end::eval[]

}
