package io.github.fleetboot.cache;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A guild as it was in the cache of its cluster.
 *
 * @param id its snowflake
 * @param name its name
 * @param ownerId the user who owns it
 * @param memberCount how many members it has, cached or not
 * @param iconId the hash of its icon, {@code null} if it has none
 * @param bannerId the hash of its banner, {@code null} if it has none
 * @param description what it says of itself, {@code null} if nothing
 * @param vanityCode the code of its own invite, {@code null} if it has none
 * @param locale its language, such as {@code en-US}
 * @param verificationLevel who may write, by Discord's name
 * @param features Discord's names of what it may use
 * @param boostTier the level that its boosts have reached, from 0 to 3
 * @param boostCount how many boosts it has
 * @param systemChannelId where Discord writes to, {@code null} if nowhere
 * @param rulesChannelId where its rules are, {@code null} if nowhere
 * @param afkChannelId where idle voice users are moved, {@code null} if nowhere
 * @param roleIds its roles, highest first
 * @param channelIds its channels without threads, as they are shown
 * @param shard the shard that receives its events
 * @since 0.1.0
 */
public record GuildSnapshot(long id, String name, long ownerId, int memberCount, @Nullable String iconId,
		@Nullable String bannerId, @Nullable String description, @Nullable String vanityCode, String locale,
		String verificationLevel, Set<String> features, int boostTier, int boostCount, @Nullable Long systemChannelId,
		@Nullable Long rulesChannelId, @Nullable Long afkChannelId, List<Long> roleIds, List<Long> channelIds,
		int shard) {

	public GuildSnapshot {
		features = Set.copyOf(features);
		roleIds = List.copyOf(roleIds);
		channelIds = List.copyOf(channelIds);
	}

}
