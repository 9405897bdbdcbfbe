package io.github.fleetboot.cache;

import org.jspecify.annotations.Nullable;

/**
 * A channel or thread as it was in the cache of a cluster.
 *
 * @param id its snowflake
 * @param name its name
 * @param type its type, by JDA's name, such as {@code TEXT} or {@code PRIVATE}
 * @param guildId the guild that it belongs to, {@code null} for a private channel
 * @param parentId the category of a channel, or the channel of a thread, {@code null} if
 * there is none
 * @param position Discord's number for its place among the others, {@code null} if its
 * type has none
 * @param topic its topic, {@code null} if it has none
 * @param nsfw whether it is age-restricted
 * @param slowmode how many seconds a user waits between two messages, 0 if not at all
 * @since 0.1.0
 */
public record ChannelSnapshot(long id, String name, String type, @Nullable Long guildId, @Nullable Long parentId,
		@Nullable Integer position, @Nullable String topic, boolean nsfw, int slowmode) {
}
