package io.github.fleetboot.cache;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A member of a guild as it was in the cache of the guild's cluster.
 *
 * @param guildId the guild
 * @param user the user
 * @param nickname the name in this guild, {@code null} if it is the user's
 * @param effectiveName the name that is shown in this guild
 * @param avatarId the hash of the avatar in this guild, {@code null} if it is the user's
 * @param roleIds the roles, highest first, without the one that all have
 * @param permissions what the member may do in the guild, with all roles, as Discord's
 * bits
 * @param owner whether the guild is the member's
 * @param pending whether the guild's screening is still to be passed
 * @param joinedAt since when it is a member, {@code null} if that is not known
 * @param boostingSince since when it boosts the guild, {@code null} if it does not
 * @param timedOutUntil until when it may not write, {@code null} if it may
 * @since 0.1.0
 */
public record MemberSnapshot(long guildId, UserSnapshot user, @Nullable String nickname, String effectiveName,
		@Nullable String avatarId, List<Long> roleIds, long permissions, boolean owner, boolean pending,
		@Nullable Instant joinedAt, @Nullable Instant boostingSince, @Nullable Instant timedOutUntil) {

	public MemberSnapshot {
		roleIds = List.copyOf(roleIds);
	}

}
