package io.github.fleetboot.protocol;

/**
 * The IPC routes that belong to the fleet itself.
 */
public final class ControlRoutes {

	/**
	 * Worker to Admiral, one-way: {@link StateReport}.
	 */
	public static final String STATE = "$fleet.state";

	/**
	 * Worker to Admiral, one-way: {@link VitalsReport}.
	 */
	public static final String VITALS = "$fleet.vitals";

	/**
	 * Cluster to Admiral, request: {@link IdentifyRequest}, answered by
	 * {@link IdentifyGrant}.
	 */
	public static final String IDENTIFY_ACQUIRE = "$fleet.identify.acquire";

	/**
	 * Cluster to Admiral, one-way: {@link IdentifyGrant}, whose IDENTIFY was just sent.
	 */
	public static final String IDENTIFY_SENT = "$fleet.identify.sent";

	/**
	 * Cluster to Admiral, one-way: {@link IdentifyGrant}, which is still needed.
	 */
	public static final String IDENTIFY_RENEW = "$fleet.identify.renew";

	/**
	 * Cluster to Admiral, one-way: {@link IdentifyGrant}, which is done with.
	 */
	public static final String IDENTIFY_RELEASE = "$fleet.identify.release";

	/**
	 * Admiral to worker, one-way: {@link StartOrder}.
	 */
	public static final String START = "$fleet.start";

	/**
	 * Admiral to worker, one-way: {@link DrainOrder}.
	 */
	public static final String DRAIN = "$fleet.drain";

	/**
	 * Worker to Admiral, request: {@link io.github.fleetboot.logging.LogBatch}, answered
	 * by nothing once it is logged.
	 */
	public static final String LOG = "$fleet.log";

	/**
	 * Worker to Admiral, request: {@link io.github.fleetboot.store.StoreCommand},
	 * answered by {@link io.github.fleetboot.store.StoreReply}.
	 */
	public static final String STORE = "$fleet.store";

	/**
	 * Member to cluster, request: {@link CacheRequest}, answered by a
	 * {@code GuildSnapshot}, or nothing if it is not in the cache.
	 */
	public static final String CACHE_GUILD = "$fleet.cache.guild";

	/**
	 * Member to cluster, request: {@link CacheRequest}, answered by a
	 * {@code ChannelSnapshot}, or nothing if it is not in the cache.
	 */
	public static final String CACHE_CHANNEL = "$fleet.cache.channel";

	/**
	 * Member to cluster, request: {@link CacheRequest}, answered by a
	 * {@code UserSnapshot}, or nothing if it is not in the cache.
	 */
	public static final String CACHE_USER = "$fleet.cache.user";

	/**
	 * Member to cluster, request: {@link CacheRequest}, answered by a
	 * {@code MemberSnapshot}, or nothing if it is not in the cache.
	 */
	public static final String CACHE_MEMBER = "$fleet.cache.member";

	/**
	 * Member to cluster, request: {@link CacheRequest}, answered by a
	 * {@code RoleSnapshot}, or nothing if it is not in the cache.
	 */
	public static final String CACHE_ROLE = "$fleet.cache.role";

	/**
	 * Member to worker, request: {@link EvalRequest}, answered by the result.
	 */
	public static final String EVAL = "$fleet.eval";

	/**
	 * Worker to Admiral, request: {@link OperationRequest}, answered by
	 * {@link OperationAnswer}.
	 */
	public static final String OPERATION = "$fleet.operation";

	/**
	 * Cluster to Admiral, one-way: {@link ShardReport}.
	 */
	public static final String SHARD = "$fleet.shard";

	/**
	 * Admiral to worker, one-way: {@link EventNotice}.
	 */
	public static final String EVENT = "$fleet.event";

	/**
	 * Admiral to worker, request without payload, answered by {@link WorkerReport}.
	 */
	public static final String STATS = "$fleet.stats";

	/**
	 * Worker to Admiral, request without payload, answered by the latest
	 * {@link io.github.fleetboot.stats.FleetStats}, or nothing.
	 */
	public static final String STATS_LATEST = "$fleet.stats.latest";

	/**
	 * Worker to Admiral, request without payload, answered by
	 * {@link io.github.fleetboot.stats.FleetStats} that were collected for it.
	 */
	public static final String STATS_COLLECT = "$fleet.stats.collect";

	private ControlRoutes() {
	}

}
