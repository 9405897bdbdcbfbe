package io.github.fleetboot.gateway.jda;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import net.dv8tion.jda.api.utils.SessionController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects the shards of a cluster, each once it has leave to identify.
 * <p>
 * Is to be registered as a listener too: JDA tells by a status change when the IDENTIFY
 * was sent. The method is annotated as well, so that it works with any event manager.
 */
public final class FleetSessionController implements SessionController, EventListener {

	private static final Logger logger = LoggerFactory.getLogger(FleetSessionController.class);

	private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

	private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

	/**
	 * The Admiral takes a lease back after a minute without a word.
	 */
	private static final Duration RENEWAL = Duration.ofSeconds(20);

	private final Map<SessionConnectNode, CompletableFuture<Long>> waiting = new ConcurrentHashMap<>();

	/**
	 * The leases in use, by shard.
	 */
	private final Map<Integer, Long> leases = new ConcurrentHashMap<>();

	private final IdentifyPermits permits;

	private final Supplier<String> gatewayUrl;

	private final int totalShards;

	private final ScheduledExecutorService executor;

	private final ScheduledExecutorService renewals;

	/**
	 * Create a controller.
	 * @param permits gives leave to identify
	 * @param gatewayUrl where the shards connect to; asked for each login
	 * @param totalShards the number of shards of the whole bot
	 * @param executor runs the connecting of a shard, which blocks until its session
	 * begins: at least one thread per shard that may identify at the same time
	 * @param renewals keeps the leases of shards that take long to connect; must not be
	 * blocked by them
	 */
	public FleetSessionController(IdentifyPermits permits, Supplier<String> gatewayUrl, int totalShards,
			ScheduledExecutorService executor, ScheduledExecutorService renewals) {
		this.permits = permits;
		this.gatewayUrl = gatewayUrl;
		this.totalShards = totalShards;
		this.executor = executor;
		this.renewals = renewals;
	}

	@Override
	public String getGateway() {
		return this.gatewayUrl.get();
	}

	@Override
	public ShardedGateway getShardedGateway(JDA api) {
		return new ShardedGateway(this.gatewayUrl.get(), this.totalShards);
	}

	@Override
	public void appendSession(SessionConnectNode node) {
		acquire(node, FIRST_RETRY);
	}

	@Override
	public void removeSession(SessionConnectNode node) {
		CompletableFuture<Long> lease = this.waiting.remove(node);
		if (lease != null) {
			lease.cancel(false);
		}
	}

	@Override
	@SubscribeEvent
	public void onEvent(GenericEvent event) {
		if (event instanceof StatusChangeEvent change
				&& change.getNewStatus() == JDA.Status.AWAITING_LOGIN_CONFIRMATION) {
			Long lease = this.leases.get(event.getJDA().getShardInfo().getShardId());
			if (lease != null) {
				this.permits.sent(lease);
			}
		}
	}

	private void acquire(SessionConnectNode node, Duration retryAfter) {
		CompletableFuture<Long> lease = this.permits.acquire(node.getShardInfo().getShardId());
		this.waiting.put(node, lease);
		lease.whenComplete((id, failure) -> {
			if (failure == null) {
				this.executor.execute(() -> connect(node, id, retryAfter));
			}
			else if (this.waiting.remove(node) != null) {
				logger.warn("Shard {} cannot ask for leave to identify and tries again in {} s: {}",
						node.getShardInfo().getShardId(), retryAfter.toSeconds(), failure.toString());
				retry(node, retryAfter);
			}
		});
	}

	private void connect(SessionConnectNode node, long lease, Duration retryAfter) {
		int shard = node.getShardInfo().getShardId();
		if (this.waiting.remove(node) == null) {
			this.permits.release(lease);
			return;
		}
		this.leases.put(shard, lease);
		// JDA tries again inside, for as long as the gateway cannot be reached
		Future<?> renewal = this.renewals.scheduleAtFixedRate(() -> this.permits.renew(lease), 0, RENEWAL.toMillis(),
				TimeUnit.MILLISECONDS);
		boolean again = false;
		try {
			node.run(false);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			// JDA gives a node up that threw: without another try the shard would be lost
			again = isWanted(node);
			if (again) {
				logger.warn("Shard {} did not connect to {} and tries again in {} s: {}", shard, getGateway(),
						retryAfter.toSeconds(), rootMessage(ex));
			}
		}
		finally {
			renewal.cancel(false);
			this.leases.remove(shard, lease);
			this.permits.release(lease);
		}
		if (again) {
			retry(node, retryAfter);
		}
	}

	private void retry(SessionConnectNode node, Duration after) {
		Duration next = after.multipliedBy(2);
		this.executor.schedule(() -> {
			if (isWanted(node)) {
				acquire(node, (next.compareTo(LONGEST_RETRY) > 0) ? LONGEST_RETRY : next);
			}
		}, after.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static boolean isWanted(SessionConnectNode node) {
		JDA.Status status = node.getJDA().getStatus();
		return status != JDA.Status.SHUTTING_DOWN && status != JDA.Status.SHUTDOWN
				&& status != JDA.Status.FAILED_TO_LOGIN;
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root.toString();
	}

}
