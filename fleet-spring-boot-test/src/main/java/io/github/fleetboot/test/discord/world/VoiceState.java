package io.github.fleetboot.test.discord.world;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a member listens and speaks.
 *
 * @param channelId the voice channel, {@code null} once the member has left
 * @param muted whether the member is silent by choice
 * @param deafened whether the member hears nothing by choice
 * @see <a href="https://docs.discord.com/developers/resources/voice">Voice</a>
 */
public record VoiceState(@Nullable Long channelId, boolean muted, boolean deafened) {

	/**
	 * The state as GUILD_CREATE lists it.
	 * @param userId the member
	 * @return the JSON
	 */
	public ObjectNode json(long userId) {
		ObjectNode json = Json.object();
		if (this.channelId == null) {
			json.putNull("channel_id");
		}
		else {
			json.put("channel_id", Json.id(this.channelId));
		}
		json.put("user_id", Json.id(userId)).put("session_id", "%032x".formatted(userId));
		json.put("deaf", false).put("mute", false).put("self_deaf", this.deafened).put("self_mute", this.muted);
		json.put("self_video", false).put("suppress", false).putNull("request_to_speak_timestamp");
		return json;
	}

}
