package io.github.fleetboot.test.discord.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.rules.GatewayRules;
import io.github.fleetboot.test.discord.rules.TwinReplies;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers what a live session asks for. A request about a guild that is not on its shard
 * is not answered. Used by the emulator's thread only.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#send-events">Send events</a>
 */
final class SessionRequests {

	private static final int VOICE_CHANNEL = 2;

	private static final Set<String> CHANNEL_FIELDS = Set.of("status", "voice_start_time");

	private final BotAccount account;

	private final World world;

	private final GatewayRules rules;

	private final Gateway gateway;

	private final MemberListLimit memberLists;

	private final VoiceStates voiceStates = new VoiceStates();

	SessionRequests(BotAccount account, World world, GatewayRules rules, Gateway gateway) {
		this.account = account;
		this.world = world;
		this.rules = rules;
		this.gateway = gateway;
		this.memberLists = new MemberListLimit(rules.memberListWindow());
	}

	/**
	 * Answer a request whose form is right.
	 */
	void answer(GatewaySession session, int op, JsonNode data, Moment now) {
		if (op == Op.PRESENCE) {
			session.present(data, now);
		}
		else if (op == Op.SOUNDBOARD_SOUNDS) {
			data.path("guild_ids").forEach((id) -> soundboard(session, id));
		}
		else {
			EmulatorGuild guild = guild(session, data.get("guild_id"));
			if (guild != null) {
				answer(session, guild, op, data, now);
			}
		}
	}

	private void answer(GatewaySession session, EmulatorGuild guild, int op, JsonNode data, Moment now) {
		switch (op) {
			case Op.VOICE_STATE -> voice(session, guild, data);
			case Op.REQUEST_MEMBERS -> members(session, guild, data, now);
			default -> channelInfo(session, guild, data);
		}
	}

	private void members(GatewaySession session, EmulatorGuild guild, JsonNode data, Moment now) {
		List<ObjectNode> chunks = MemberChunks.answer(this.world.look(guild), session.intents(), data);
		if (!chunks.isEmpty() && MemberChunks.asksForAll(data)) {
			double wait = this.memberLists.take(guild, now.nanos());
			if (wait > 0) {
				ObjectNode limited = Json.object().put("opcode", Op.REQUEST_MEMBERS).put("retry_after", wait);
				ObjectNode meta = limited.putObject("meta").put("guild_id", Json.id(guild.id()));
				MemberChunks.addNonce(data, meta);
				reply(List.of(session), guild, "RATE_LIMITED", limited);
				return;
			}
		}
		for (ObjectNode chunk : chunks) {
			reply(hearers(session, guild), guild, "GUILD_MEMBERS_CHUNK", chunk);
		}
	}

	/**
	 * Join, move or leave. A channel that is none, or no voice channel, is not joined.
	 */
	private void voice(GatewaySession session, EmulatorGuild guild, JsonNode data) {
		long channel = Json.snowflake(data.get("channel_id"));
		if (channel != 0 && !voiceChannels(guild).contains(channel)) {
			return;
		}
		VoiceStates.VoiceState state = new VoiceStates.VoiceState(session, channel,
				data.path("self_mute").booleanValue(), data.path("self_deaf").booleanValue());
		this.voiceStates.set(guild, state);
		List<GatewaySession> hearers = hearers(session, guild);
		reply(hearers, guild, "VOICE_STATE_UPDATE", state.json(guild, this.account.user()));
		if (channel != 0) {
			ObjectNode server = Json.object()
				.put("token", "voice-" + session.id())
				.put("guild_id", Json.id(guild.id()));
			reply(hearers, guild, "VOICE_SERVER_UPDATE", server.putNull("endpoint"));
		}
	}

	/**
	 * The bot's own voice state in a guild.
	 * @return the state, or {@code null} if the bot is in no voice channel
	 */
	@Nullable ObjectNode voiceState(EmulatorGuild guild) {
		VoiceStates.VoiceState state = this.voiceStates.of(guild);
		return (state != null) ? state.json(guild, this.account.user()) : null;
	}

	/**
	 * A session is over, and with it its links to voice channels.
	 */
	void ended(GatewaySession session) {
		for (EmulatorGuild guild : this.voiceStates.leave(session)) {
			VoiceStates.VoiceState gone = new VoiceStates.VoiceState(session, 0, false, false);
			EventBody body = EventBody.of(Json.bytes(gone.json(guild, this.account.user())));
			this.gateway.publish(guild, "VOICE_STATE_UPDATE", guild.id(), Intents.NONE, (intents) -> body);
		}
	}

	private void soundboard(GatewaySession session, JsonNode guildId) {
		EmulatorGuild guild = guild(session, guildId);
		if (guild != null) {
			ObjectNode sounds = Json.object().put("guild_id", Json.id(guild.id()));
			sounds.putArray("soundboard_sounds");
			reply(List.of(session), guild, "SOUNDBOARD_SOUNDS", sounds);
		}
	}

	private void channelInfo(GatewaySession session, EmulatorGuild guild, JsonNode data) {
		ObjectNode info = Json.object().put("guild_id", Json.id(guild.id()));
		ArrayNode channels = info.putArray("channels");
		for (long id : voiceChannels(guild)) {
			ObjectNode channel = channels.addObject().put("id", Json.id(id));
			data.path("fields")
				.valueStream()
				.map(JsonNode::stringValue)
				.filter(CHANNEL_FIELDS::contains)
				.forEach(channel::putNull);
		}
		reply(List.of(session), guild, "CHANNEL_INFO", info);
	}

	private List<Long> voiceChannels(EmulatorGuild guild) {
		return this.world.look(guild)
			.channels()
			.entrySet()
			.stream()
			.filter((channel) -> Json.number(channel.getValue(), "type", 0) == VOICE_CHANNEL)
			.map(Map.Entry::getKey)
			.toList();
	}

	private List<GatewaySession> hearers(GatewaySession asking, EmulatorGuild guild) {
		return (this.rules.twinReplies() == TwinReplies.ASKING_SESSION) ? List.of(asking)
				: this.gateway.sessions().stream().filter((session) -> session.covers(guild)).toList();
	}

	private void reply(List<GatewaySession> hearers, EmulatorGuild guild, String type, ObjectNode body) {
		EventBody bytes = EventBody.of(Json.bytes(body));
		for (GatewaySession hearer : hearers) {
			this.gateway.reply(hearer, type, guild.id(), bytes);
		}
	}

	private static @Nullable EmulatorGuild guild(GatewaySession session, @Nullable JsonNode id) {
		long wanted = Json.snowflake(id);
		return session.guilds().stream().filter((guild) -> guild.id() == wanted).findFirst().orElse(null);
	}

}
