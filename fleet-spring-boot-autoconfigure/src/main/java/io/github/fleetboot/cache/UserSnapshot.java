package io.github.fleetboot.cache;

import org.jspecify.annotations.Nullable;

/**
 * A user as it was in the cache of a cluster.
 *
 * @param id the snowflake
 * @param name the unique name
 * @param globalName the name that is shown, {@code null} if it is the unique one
 * @param discriminator the four digits of a bot, {@code 0000} of a user who has none
 * @param avatarId the hash of the avatar, {@code null} for one of Discord's
 * @param bot whether it is a bot
 * @param system whether it is Discord itself
 * @param flags the public flags, as Discord's bits
 * @since 0.1.0
 */
public record UserSnapshot(long id, String name, @Nullable String globalName, String discriminator,
		@Nullable String avatarId, boolean bot, boolean system, int flags) {
}
