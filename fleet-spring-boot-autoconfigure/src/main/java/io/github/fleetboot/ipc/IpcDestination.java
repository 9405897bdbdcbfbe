package io.github.fleetboot.ipc;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;

/**
 * Where a message goes: one or more members of the fleet and, there, a handler route. The
 * Admiral finds out which members are meant at the moment the message passes, so a
 * destination outlives restarts and reshards. Immutable.
 *
 * @since 0.1.0
 */
public final class IpcDestination {

	private static final String ALL_CLUSTERS_ADDRESS = "clusters";

	private static final String EVERYONE_ADDRESS = "everyone";

	private static final String SHARD_PREFIX = "shard:";

	private static final String GUILD_PREFIX = "guild:";

	private static final int MAX_ROUTE_LENGTH = 1024;

	/** In no name of a member. */
	private static final char JVM_MARK = '#';

	private static final int ANY_JVM = -1;

	private static final IpcDestination ADMIRAL = new IpcDestination(Kind.ADMIRAL, "", WorkerId.admiral().toString(),
			"");

	private static final IpcDestination ALL_CLUSTERS = new IpcDestination(Kind.ALL_CLUSTERS, "", ALL_CLUSTERS_ADDRESS,
			"");

	private static final IpcDestination EVERYONE = new IpcDestination(Kind.EVERYONE, "", EVERYONE_ADDRESS, "");

	private final Kind kind;

	private final String target;

	private final String address;

	private final String route;

	private final int incarnation;

	private IpcDestination(Kind kind, String target, String address, String route) {
		this(kind, target, address, route, ANY_JVM);
	}

	private IpcDestination(Kind kind, String target, String address, String route, int incarnation) {
		this.kind = kind;
		this.target = target;
		this.address = address;
		this.route = route;
		this.incarnation = incarnation;
	}

	/**
	 * The Admiral.
	 * @return the destination
	 */
	public static IpcDestination admiral() {
		return ADMIRAL;
	}

	/**
	 * One cluster.
	 * @param number its number, from 0
	 * @return the destination
	 * @throws IllegalArgumentException if the number is negative or has more than six
	 * digits
	 */
	public static IpcDestination cluster(int number) {
		return worker(WorkerId.cluster(number));
	}

	/**
	 * Every cluster, including the sender if it is one.
	 * @return the destination
	 */
	public static IpcDestination allClusters() {
		return ALL_CLUSTERS;
	}

	/**
	 * One service.
	 * @param name its name
	 * @return the destination
	 * @throws IllegalArgumentException if no service can have that name
	 */
	public static IpcDestination service(String name) {
		return worker(WorkerId.service(name));
	}

	/**
	 * Every member: the Admiral, all clusters and all services, including the sender.
	 * @return the destination
	 */
	public static IpcDestination everyone() {
		return EVERYONE;
	}

	/**
	 * The cluster that runs a shard.
	 * @param shard the number of the shard, from 0
	 * @return the destination
	 */
	public static IpcDestination ownerOfShard(int shard) {
		Assert.isTrue(shard >= 0, () -> "No shard has the number " + shard);
		String target = Integer.toString(shard);
		return new IpcDestination(Kind.SHARD_OWNER, target, SHARD_PREFIX + target, "");
	}

	/**
	 * The cluster whose shard receives the events of a guild.
	 * @param guildId the snowflake of the guild, unsigned
	 * @return the destination
	 */
	public static IpcDestination ownerOfGuild(long guildId) {
		String target = Long.toUnsignedString(guildId);
		return new IpcDestination(Kind.GUILD_OWNER, target, GUILD_PREFIX + target, "");
	}

	/**
	 * One member by its identity.
	 * @param id the member
	 * @return the destination
	 */
	public static IpcDestination worker(WorkerId id) {
		return switch (id.role()) {
			case ADMIRAL -> ADMIRAL;
			case CLUSTER -> new IpcDestination(Kind.CLUSTER, id.name(), id.toString(), "");
			case SERVICE -> new IpcDestination(Kind.SERVICE, id.name(), id.toString(), "");
		};
	}

	/**
	 * One JVM of a member: for a moment it has two when one takes over from the other.
	 * What is sent there does not wait for a JVM that is not connected.
	 * @param id the member
	 * @param incarnation how many JVMs it had before that one
	 * @return the destination
	 * @throws IllegalArgumentException if the number is negative
	 */
	public static IpcDestination worker(WorkerId id, int incarnation) {
		Assert.isTrue(incarnation >= 0, () -> "No JVM has the number " + incarnation);
		IpcDestination member = worker(id);
		return new IpcDestination(member.kind, member.target, member.address + JVM_MARK + incarnation, "", incarnation);
	}

	/**
	 * Read the {@linkplain #address() address} of a destination.
	 * @param address for example {@code cluster-3}, {@code clusters} or {@code shard:12}
	 * @return the destination, without a route
	 * @throws IllegalArgumentException if the text is no address
	 */
	public static IpcDestination parse(String address) {
		if (address.equals(ALL_CLUSTERS_ADDRESS)) {
			return ALL_CLUSTERS;
		}
		if (address.equals(EVERYONE_ADDRESS)) {
			return EVERYONE;
		}
		if (address.startsWith(SHARD_PREFIX)) {
			return ownerOfShard(Integer.parseInt(address.substring(SHARD_PREFIX.length())));
		}
		if (address.startsWith(GUILD_PREFIX)) {
			return ownerOfGuild(Long.parseUnsignedLong(address.substring(GUILD_PREFIX.length())));
		}
		int mark = address.indexOf(JVM_MARK);
		return (mark < 0) ? worker(WorkerId.parse(address))
				: worker(WorkerId.parse(address.substring(0, mark)), Integer.parseInt(address.substring(mark + 1)));
	}

	/**
	 * The same members with a handler route.
	 * @param route what the receiver's {@code @MessageMapping} names, for example
	 * {@code greet.german}; at most 1,024 characters
	 * @return the destination
	 */
	public IpcDestination route(String route) {
		Assert.isTrue(route.length() <= MAX_ROUTE_LENGTH,
				() -> "A route has at most " + MAX_ROUTE_LENGTH + " characters, this one has " + route.length());
		return new IpcDestination(this.kind, this.target, this.address, route, this.incarnation);
	}

	/**
	 * What sort of target this is.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * What tells this target from others of its kind.
	 * @return the number of a cluster or shard, the name of a service, the snowflake of a
	 * guild, empty for the other kinds
	 */
	public String target() {
		return this.target;
	}

	/**
	 * The text form of the target, as it travels.
	 * @return for example {@code cluster-3}, {@code clusters} or {@code shard:12}
	 */
	public String address() {
		return this.address;
	}

	/**
	 * The handler route.
	 * @return the route, empty if none was given
	 */
	public String route() {
		return this.route;
	}

	/**
	 * The member this destination names outright.
	 * @return the member, {@code null} if it takes the Admiral to find out
	 */
	public @Nullable WorkerId worker() {
		return switch (this.kind) {
			case ADMIRAL -> WorkerId.admiral();
			case CLUSTER -> new WorkerId(FleetRole.CLUSTER, this.target);
			case SERVICE -> new WorkerId(FleetRole.SERVICE, this.target);
			default -> null;
		};
	}

	/**
	 * Which of the member's JVMs is meant.
	 * @return how many it had before, -1 for the one that its messages go to
	 */
	public int incarnation() {
		return this.incarnation;
	}

	/**
	 * Whether several members may be meant.
	 * @return {@code true} for all clusters and for everyone
	 */
	public boolean isBroadcast() {
		return this.kind == Kind.ALL_CLUSTERS || this.kind == Kind.EVERYONE;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof IpcDestination that && this.address.equals(that.address)
				&& this.route.equals(that.route);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.address, this.route);
	}

	@Override
	public String toString() {
		return this.route.isEmpty() ? this.address : this.address + "/" + this.route;
	}

	/**
	 * The sorts of target.
	 */
	public enum Kind {

		/** The Admiral. */
		ADMIRAL,

		/** One cluster. */
		CLUSTER,

		/** Every cluster. */
		ALL_CLUSTERS,

		/** One service. */
		SERVICE,

		/** Every member of the fleet. */
		EVERYONE,

		/** The cluster that runs a shard. */
		SHARD_OWNER,

		/** The cluster whose shard receives a guild's events. */
		GUILD_OWNER

	}

}
