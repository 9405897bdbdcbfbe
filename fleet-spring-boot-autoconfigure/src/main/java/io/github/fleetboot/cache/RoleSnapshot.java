package io.github.fleetboot.cache;

import org.jspecify.annotations.Nullable;

/**
 * A role as it was in the cache of the guild's cluster.
 *
 * @param id its snowflake
 * @param guildId the guild that it belongs to
 * @param name its name
 * @param color its colour as {@code 0xRRGGBB}, {@code null} if it has none
 * @param position Discord's number for its place, higher for more
 * @param permissions what it grants, as Discord's bits
 * @param hoisted whether its members are shown apart
 * @param mentionable whether everybody may mention it
 * @param managed whether an integration manages it
 * @param iconId the hash of its icon, {@code null} if it has none
 * @param emoji the emoji that is its icon, {@code null} if none is
 * @since 0.1.0
 */
public record RoleSnapshot(long id, long guildId, String name, @Nullable Integer color, int position, long permissions,
		boolean hoisted, boolean mentionable, boolean managed, @Nullable String iconId, @Nullable String emoji) {
}
