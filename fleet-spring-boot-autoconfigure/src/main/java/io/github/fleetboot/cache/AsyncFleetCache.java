package io.github.fleetboot.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@link FleetCache} for callers that do not wait, such as JDA's listeners. Each method
 * does what the one of that name does there. Futures complete on the few threads on which
 * all futures of messages complete, so do not block those: with what was found, or with a
 * {@link FleetCacheException}. Cancelling one gives the question up.
 *
 * @since 0.1.0
 */
public interface AsyncFleetCache {

	/**
	 * A guild.
	 * @param guildId its snowflake
	 * @return the guild, empty if it is not in the cache
	 */
	CompletableFuture<Optional<GuildSnapshot>> getGuild(long guildId);

	/**
	 * A channel or thread of any guild, or a private channel.
	 * @param channelId its snowflake
	 * @return the channel, empty if it is in no cache
	 */
	CompletableFuture<Optional<ChannelSnapshot>> getChannel(long channelId);

	/**
	 * A user.
	 * @param userId the snowflake
	 * @return the user, empty if it is in no cache
	 */
	CompletableFuture<Optional<UserSnapshot>> getUser(long userId);

	/**
	 * A member of a guild.
	 * @param guildId the snowflake of the guild
	 * @param userId the snowflake of the user
	 * @return the member, empty if it or the guild is not in the cache
	 */
	CompletableFuture<Optional<MemberSnapshot>> getMember(long guildId, long userId);

	/**
	 * A role of a guild.
	 * @param guildId the snowflake of the guild
	 * @param roleId the snowflake of the role
	 * @return the role, empty if it or the guild is not in the cache
	 */
	CompletableFuture<Optional<RoleSnapshot>> getRole(long guildId, long roleId);

}
