package io.github.fleetboot.test.discord.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * In which voice channels the bot is. A link belongs to the session that made it, and
 * ends with it. Used by the emulator's thread only.
 */
final class VoiceStates {

	private final Map<EmulatorGuild, VoiceState> states = new LinkedHashMap<>();

	@Nullable VoiceState of(EmulatorGuild guild) {
		return this.states.get(guild);
	}

	void set(EmulatorGuild guild, VoiceState state) {
		if (state.channel() == 0) {
			this.states.remove(guild);
		}
		else {
			this.states.put(guild, state);
		}
	}

	/**
	 * Cut the links of a session.
	 * @return the guilds whose channel the bot has left
	 */
	List<EmulatorGuild> leave(GatewaySession session) {
		List<EmulatorGuild> left = new ArrayList<>();
		this.states.forEach((guild, state) -> {
			if (state.session() == session) {
				left.add(guild);
			}
		});
		left.forEach(this.states::remove);
		return left;
	}

	/**
	 * The bot in a guild's voice channel; in none if the channel is 0.
	 *
	 * @see <a href=
	 * "https://docs.discord.com/developers/resources/voice#voice-state-object">Voice
	 * state</a>
	 */
	record VoiceState(GatewaySession session, long channel, boolean mute, boolean deaf) {

		ObjectNode json(EmulatorGuild guild, DiscordUser bot) {
			ObjectNode json = Json.object().put("guild_id", Json.id(guild.id())).put("user_id", Json.id(bot.id()));
			if (this.channel == 0) {
				json.putNull("channel_id");
			}
			else {
				json.put("channel_id", Json.id(this.channel));
			}
			json.set("member", bot.memberJson());
			json.put("session_id", this.session.id()).put("self_mute", this.mute).put("self_deaf", this.deaf);
			json.put("mute", false).put("deaf", false).put("self_video", false).put("suppress", false);
			return json.putNull("request_to_speak_timestamp");
		}

	}

}
