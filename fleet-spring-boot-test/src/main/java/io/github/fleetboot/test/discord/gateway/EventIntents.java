package io.github.fleetboot.test.discord.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * Which intents a session needs to hear of an event. Those not listed need none.
 *
 * @see <a href="https://docs.discord.com/developers/events/gateway#list-of-intents">List
 * of intents</a>
 */
final class EventIntents {

	private static final Map<String, Integer> IN_GUILDS = new HashMap<>();

	private static final Map<String, Integer> DIRECT = new HashMap<>();

	static {
		inGuilds(0, "GUILD_CREATE GUILD_UPDATE GUILD_DELETE GUILD_ROLE_CREATE GUILD_ROLE_UPDATE GUILD_ROLE_DELETE "
				+ "CHANNEL_CREATE CHANNEL_UPDATE CHANNEL_DELETE CHANNEL_PINS_UPDATE THREAD_CREATE THREAD_UPDATE "
				+ "THREAD_DELETE THREAD_LIST_SYNC THREAD_MEMBER_UPDATE THREAD_MEMBERS_UPDATE STAGE_INSTANCE_CREATE "
				+ "STAGE_INSTANCE_UPDATE STAGE_INSTANCE_DELETE VOICE_CHANNEL_STATUS_UPDATE "
				+ "VOICE_CHANNEL_START_TIME_UPDATE");
		inGuilds(1, "GUILD_MEMBER_ADD GUILD_MEMBER_UPDATE GUILD_MEMBER_REMOVE");
		inGuilds(2, "GUILD_AUDIT_LOG_ENTRY_CREATE GUILD_BAN_ADD GUILD_BAN_REMOVE");
		inGuilds(3, "GUILD_EMOJIS_UPDATE GUILD_STICKERS_UPDATE GUILD_SOUNDBOARD_SOUND_CREATE "
				+ "GUILD_SOUNDBOARD_SOUND_UPDATE GUILD_SOUNDBOARD_SOUND_DELETE GUILD_SOUNDBOARD_SOUNDS_UPDATE");
		inGuilds(4, "GUILD_INTEGRATIONS_UPDATE INTEGRATION_CREATE INTEGRATION_UPDATE INTEGRATION_DELETE");
		inGuilds(5, "WEBHOOKS_UPDATE");
		inGuilds(6, "INVITE_CREATE INVITE_DELETE");
		inGuilds(7, "VOICE_CHANNEL_EFFECT_SEND VOICE_STATE_UPDATE");
		inGuilds(8, "PRESENCE_UPDATE");
		String messages = "MESSAGE_CREATE MESSAGE_UPDATE MESSAGE_DELETE";
		String reactions = "MESSAGE_REACTION_ADD MESSAGE_REACTION_REMOVE MESSAGE_REACTION_REMOVE_ALL "
				+ "MESSAGE_REACTION_REMOVE_EMOJI";
		String votes = "MESSAGE_POLL_VOTE_ADD MESSAGE_POLL_VOTE_REMOVE";
		inGuilds(9, messages + " MESSAGE_DELETE_BULK");
		inGuilds(10, reactions);
		inGuilds(11, "TYPING_START");
		direct(12, messages + " CHANNEL_PINS_UPDATE");
		direct(13, reactions);
		direct(14, "TYPING_START");
		inGuilds(16, "GUILD_SCHEDULED_EVENT_CREATE GUILD_SCHEDULED_EVENT_UPDATE GUILD_SCHEDULED_EVENT_DELETE "
				+ "GUILD_SCHEDULED_EVENT_USER_ADD GUILD_SCHEDULED_EVENT_USER_REMOVE");
		inGuilds(20, "AUTO_MODERATION_RULE_CREATE AUTO_MODERATION_RULE_UPDATE AUTO_MODERATION_RULE_DELETE");
		inGuilds(21, "AUTO_MODERATION_ACTION_EXECUTION");
		inGuilds(24, votes);
		direct(25, votes);
	}

	private EventIntents() {
	}

	/**
	 * The intents for an event in a guild.
	 * @return their bits
	 */
	static int inGuild(String type) {
		return IN_GUILDS.getOrDefault(type, 0);
	}

	/**
	 * The intents for an event that belongs to no guild.
	 * @return their bits
	 */
	static int direct(String type) {
		return DIRECT.getOrDefault(type, 0);
	}

	private static void inGuilds(int bit, String types) {
		for (String type : types.split(" ")) {
			IN_GUILDS.put(type, 1 << bit);
		}
	}

	private static void direct(int bit, String types) {
		for (String type : types.split(" ")) {
			DIRECT.put(type, 1 << bit);
		}
	}

}
