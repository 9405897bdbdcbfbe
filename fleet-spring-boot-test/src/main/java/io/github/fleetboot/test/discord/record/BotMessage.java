package io.github.fleetboot.test.discord.record;

import java.util.List;

/**
 * A message the bot has sent.
 *
 * @param time when the request was received
 * @param id the message's id
 * @param channelId the channel
 * @param guildId the channel's guild, 0 for a direct message
 * @param content its text, empty if it has none
 * @param repliesTo the message it refers to as a reply, 0 if none
 * @param ephemeral whether only the user of an interaction sees it
 * @param json the whole message object, as Discord would return it
 * @param files the files sent with it
 * @since 0.1.0
 */
public record BotMessage(Moment time, long id, long channelId, long guildId, String content, long repliesTo,
		boolean ephemeral, String json, List<SentFile> files) {
}
