package io.github.fleetboot.test.discord.world;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes guilds and channels as Discord describes them.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#guild-create">Guild
 * Create</a>
 */
public final class GuildPayload {

	private static final String[] EMPTY_LISTS = { "emojis", "stickers", "features", "voice_states", "presences",
			"stage_instances", "guild_scheduled_events", "soundboard_sounds", "threads", "embedded_activities" };

	private static final String[] NULLS = { "icon", "splash", "discovery_splash", "afk_channel_id", "application_id",
			"system_channel_id", "rules_channel_id", "max_presences", "vanity_url_code", "description", "banner",
			"public_updates_channel_id", "safety_alerts_channel_id", "incidents_data", "hub_type", "home_header",
			"widget_channel_id" };

	private static final String[] ZEROS = { "verification_level", "default_message_notifications",
			"explicit_content_filter", "mfa_level", "system_channel_flags", "premium_tier",
			"premium_subscription_count", "nsfw_level" };

	/**
	 * What each role, and so each member, may do.
	 */
	public static final String EVERYTHING = Long.toString(Permissions.ALL);

	private GuildPayload() {
	}

	/**
	 * The body of a GUILD_CREATE.
	 * @param contents the guild
	 * @param listed how many members are listed beside the bot and those in voice
	 * channels
	 * @param presences whether it is told what those members do
	 * @param largeThreshold from how many members the guild counts as large
	 * @return the JSON
	 */
	public static ObjectNode create(GuildContents contents, int listed, boolean presences, int largeThreshold) {
		EmulatorGuild guild = contents.guild();
		ObjectNode json = Json.object();
		json.put("id", Json.id(guild.id())).put("name", "Guild " + guild.index());
		json.put("owner_id", Json.id(guild.memberId(0)));
		for (String name : NULLS) {
			json.putNull(name);
		}
		for (String name : ZEROS) {
			json.put(name, 0);
		}
		for (String name : EMPTY_LISTS) {
			json.putArray(name);
		}
		json.put("afk_timeout", 300).put("max_members", 500_000).put("preferred_locale", "en-US");
		json.put("premium_progress_bar_enabled", false).put("nsfw", false).put("region", "deprecated");
		json.put("widget_enabled", false).put("max_video_channel_users", 25).put("max_stage_video_channel_users", 50);
		json.put("joined_at", "2024-01-01T00:00:00.000000+00:00").put("unavailable", false);
		json.put("large", contents.memberCount() > largeThreshold).put("member_count", contents.memberCount());
		ArrayNode roles = json.putArray("roles");
		contents.rolesNow().values().forEach(roles::add);
		ArrayNode channels = json.putArray("channels");
		contents.channelsNow().values().forEach(channels::add);
		ArrayNode voiceStates = json.withArray("voice_states");
		contents.voiceStates().forEach((userId, state) -> voiceStates.add(state.json(userId)));
		addMembers(json, contents, listed, presences);
		return json;
	}

	private static void addMembers(ObjectNode json, GuildContents contents, int listed, boolean presences) {
		ArrayNode members = json.putArray("members").add(contents.bot().memberJson());
		ArrayNode seen = json.withArray("presences");
		for (Member member : contents.listed(listed)) {
			members.add(member.json());
			long id = member.user().id();
			Presence presence = contents.presence(id);
			if (presences && presence.status() != OnlineStatus.OFFLINE) {
				seen.add(presence.json(id, contents.guild().id()));
			}
		}
	}

	/**
	 * The guild's first text channel.
	 */
	public static ObjectNode channel(EmulatorGuild guild) {
		return textChannel(guild, guild.channelId(), "general", 0);
	}

	/**
	 * A text channel.
	 */
	static ObjectNode textChannel(EmulatorGuild guild, long id, String name, int position) {
		ObjectNode channel = Json.object();
		channel.put("id", Json.id(id)).put("type", 0).put("guild_id", Json.id(guild.id()));
		channel.put("name", name).put("position", position).putNull("topic").put("nsfw", false);
		channel.putNull("last_message_id").putNull("parent_id").put("rate_limit_per_user", 0).put("flags", 0);
		channel.putArray("permission_overwrites");
		return channel;
	}

	static ObjectNode voiceChannel(EmulatorGuild guild) {
		ObjectNode channel = Json.object();
		channel.put("id", Json.id(guild.voiceChannelId())).put("type", 2).put("guild_id", Json.id(guild.id()));
		channel.put("name", "voice").put("position", 1).put("bitrate", 64_000).put("user_limit", 0);
		channel.putNull("rtc_region").putNull("parent_id").put("rate_limit_per_user", 0).put("nsfw", false);
		channel.put("flags", 0).putArray("permission_overwrites");
		return channel;
	}

	public static ObjectNode role(long id, String name, int position) {
		ObjectNode role = Json.object();
		role.put("id", Json.id(id)).put("name", name).put("color", 0).put("position", position);
		role.putObject("colors").put("primary_color", 0).putNull("secondary_color").putNull("tertiary_color");
		role.put("hoist", false).put("managed", false).put("mentionable", false).put("flags", 0);
		role.put("permissions", EVERYTHING).putNull("icon").putNull("unicode_emoji");
		return role;
	}

}
