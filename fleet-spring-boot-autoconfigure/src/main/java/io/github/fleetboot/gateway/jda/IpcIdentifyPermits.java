package io.github.fleetboot.gateway.jda;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.IdentifyGrant;
import io.github.fleetboot.protocol.IdentifyRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the Admiral for leave to identify.
 */
public final class IpcIdentifyPermits implements IdentifyPermits {

	private static final Logger logger = LoggerFactory.getLogger(IpcIdentifyPermits.class);

	/**
	 * A big bot's last shard waits for hours, until the daily budget is full again for a
	 * day.
	 */
	private static final Duration LONGEST_WAIT = Duration.ofDays(7);

	private final IpcTemplate ipc;

	/**
	 * Create the permits.
	 * @param ipc reaches the Admiral
	 */
	public IpcIdentifyPermits(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	@Override
	public CompletableFuture<Long> acquire(int shard) {
		CompletableFuture<IdentifyGrant> request = this.ipc.requestAsync(
				IpcDestination.admiral().route(ControlRoutes.IDENTIFY_ACQUIRE), new IdentifyRequest(shard),
				IdentifyGrant.class, LONGEST_WAIT);
		CompletableFuture<Long> lease = request.thenApply(IdentifyGrant::lease);
		lease.whenComplete((id, failure) -> {
			if (lease.isCancelled() && !request.cancel(false)) {
				request.thenAccept((grant) -> release(grant.lease()));
			}
		});
		return lease;
	}

	@Override
	public void sent(long lease) {
		tell(ControlRoutes.IDENTIFY_SENT, lease);
	}

	@Override
	public void renew(long lease) {
		tell(ControlRoutes.IDENTIFY_RENEW, lease);
	}

	@Override
	public void release(long lease) {
		tell(ControlRoutes.IDENTIFY_RELEASE, lease);
	}

	private void tell(String route, long lease) {
		try {
			this.ipc.convertAndSend(IpcDestination.admiral().route(route), new IdentifyGrant(lease));
		}
		catch (IpcException ex) {
			logger.debug("The Admiral was not told about lease {}; it will expire", lease, ex);
		}
	}

}
