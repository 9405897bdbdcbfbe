package io.github.fleetboot.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * Discord's entities as the clusters have them in their caches, for any member of the
 * fleet. A bean of this type is there in every JVM. Nothing is asked of Discord: what no
 * cluster has cached is empty. What is returned is a snapshot, which does not change.
 * <p>
 * A guild, its roles and its members are asked of the cluster that runs the guild's
 * shard. Users and channels are asked of all clusters at once; the first that has it
 * answers for all. Each call takes at most {@code fleet.ipc.request-timeout}, or what
 * {@link #withTimeout} says.
 * <p>
 * All methods throw {@link FleetCacheException} if none of the clusters that answered has
 * the entity, but not all of them answered: then nobody knows. They block; what must not
 * wait uses {@link #async()}. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface FleetCache {

	/**
	 * A guild.
	 * @param guildId its snowflake
	 * @return the guild, empty if it is not in the cache
	 */
	Optional<GuildSnapshot> getGuild(long guildId);

	/**
	 * A channel or thread of any guild, or a private channel.
	 * @param channelId its snowflake
	 * @return the channel, empty if it is in no cache
	 */
	Optional<ChannelSnapshot> getChannel(long channelId);

	/**
	 * A user. Users are cached as long as a member of a guild is.
	 * @param userId the snowflake
	 * @return the user, empty if it is in no cache
	 */
	Optional<UserSnapshot> getUser(long userId);

	/**
	 * A member of a guild. Which members are cached is up to
	 * {@code fleet.discord.member-cache-policy}.
	 * @param guildId the snowflake of the guild
	 * @param userId the snowflake of the user
	 * @return the member, empty if it or the guild is not in the cache
	 */
	Optional<MemberSnapshot> getMember(long guildId, long userId);

	/**
	 * A role of a guild.
	 * @param guildId the snowflake of the guild
	 * @param roleId the snowflake of the role
	 * @return the role, empty if it or the guild is not in the cache
	 */
	Optional<RoleSnapshot> getRole(long guildId, long roleId);

	/**
	 * The same for callers that do not wait.
	 * @return the asynchronous form
	 */
	AsyncFleetCache async();

	/**
	 * The same with another timeout.
	 * @param timeout how long a call may take
	 * @return the cache with that timeout
	 */
	FleetCache withTimeout(Duration timeout);

}
