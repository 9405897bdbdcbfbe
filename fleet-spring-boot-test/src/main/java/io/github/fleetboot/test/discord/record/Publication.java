package io.github.fleetboot.test.discord.record;

/**
 * Something that happened in the emulator's world, before it was told to any session.
 *
 * @param time when it happened
 * @param type the event's type, such as {@code MESSAGE_CREATE}
 * @param subject the id of the guild, message, interaction or user it is about, 0 if
 * there is none
 * @param guildId the guild, 0 if there is none
 * @param sessions how many sessions were told of it; 0 if none had its shard and intent
 * at that time
 * @since 0.1.0
 */
public record Publication(Moment time, String type, long subject, long guildId, int sessions) {
}
