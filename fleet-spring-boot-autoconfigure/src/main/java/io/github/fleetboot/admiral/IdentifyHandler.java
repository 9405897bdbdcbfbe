package io.github.fleetboot.admiral;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.gateway.identify.IdentifyCoordinator;
import io.github.fleetboot.gateway.identify.IdentifyLease;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.IdentifyGrant;
import io.github.fleetboot.protocol.IdentifyRequest;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Hands the clusters' wish to identify on to the coordinator.
 */
final class IdentifyHandler {

	private final Executor loop;

	private final Supplier<IdentifyCoordinator> coordinator;

	IdentifyHandler(Executor loop, Supplier<IdentifyCoordinator> coordinator) {
		this.loop = loop;
		this.coordinator = coordinator;
	}

	@MessageMapping(ControlRoutes.IDENTIFY_ACQUIRE)
	CompletableFuture<IdentifyGrant> acquire(@Payload IdentifyRequest request, WorkerId sender) {
		CompletableFuture<IdentifyGrant> granted = new CompletableFuture<>();
		this.loop.execute(() -> {
			CompletableFuture<IdentifyLease> lease = this.coordinator.get().acquire(sender, request.shard());
			lease.whenComplete((given, failure) -> {
				if (given == null) {
					granted.completeExceptionally(failure);
				}
				else if (!granted.complete(new IdentifyGrant(given.id()))) {
					// Nobody is left to use it
					this.loop.execute(() -> this.coordinator.get().release(given.id()));
				}
			});
			granted.whenComplete((result, failure) -> {
				if (granted.isCancelled()) {
					this.loop.execute(() -> lease.cancel(false));
				}
			});
		});
		return granted;
	}

	@MessageMapping(ControlRoutes.IDENTIFY_SENT)
	void sent(@Payload IdentifyGrant grant) {
		this.loop.execute(() -> this.coordinator.get().sent(grant.lease()));
	}

	@MessageMapping(ControlRoutes.IDENTIFY_RENEW)
	void renew(@Payload IdentifyGrant grant) {
		this.loop.execute(() -> this.coordinator.get().renew(grant.lease()));
	}

	@MessageMapping(ControlRoutes.IDENTIFY_RELEASE)
	void release(@Payload IdentifyGrant grant) {
		this.loop.execute(() -> this.coordinator.get().release(grant.lease()));
	}

}
