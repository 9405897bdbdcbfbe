package io.github.fleetboot.test.discord;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which sessions hear of an event, and how much of it.
 */
class IntentTests {

	private static final int ALL = 0x331FFFF;

	private static DiscordEmulator discord;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder()
			.guilds(1)
			.membersPerGuild(10)
			.maxConcurrency(16)
			.identifyWindow(Duration.ofNanos(1))
			.start();
	}

	@AfterAll
	static void stop() {
		discord.close();
	}

	private static GatewayClient connect(int intents) {
		GatewayClient client = GatewayClient.connect(discord).identify(0, 1, intents);
		String session = client.await("READY").path("d").path("session_id").stringValue();
		discord.awaitRecord("the guilds",
				(record) -> record.sessions()
					.stream()
					.anyMatch((candidate) -> candidate.id().equals(session) && candidate.guildsSent() != null),
				Duration.ofSeconds(5));
		if ((intents & 1) != 0) {
			client.await("GUILD_CREATE");
		}
		return client;
	}

	@ParameterizedTest
	@CsvSource({ "0, GUILD_UPDATE GUILD_ROLE_CREATE GUILD_ROLE_UPDATE GUILD_ROLE_DELETE CHANNEL_CREATE CHANNEL_UPDATE",
			"0, CHANNEL_DELETE CHANNEL_PINS_UPDATE THREAD_CREATE THREAD_UPDATE THREAD_DELETE THREAD_LIST_SYNC",
			"0, THREAD_MEMBER_UPDATE THREAD_MEMBERS_UPDATE STAGE_INSTANCE_CREATE STAGE_INSTANCE_UPDATE",
			"0, STAGE_INSTANCE_DELETE VOICE_CHANNEL_STATUS_UPDATE VOICE_CHANNEL_START_TIME_UPDATE",
			"1, GUILD_MEMBER_ADD GUILD_MEMBER_UPDATE GUILD_MEMBER_REMOVE",
			"2, GUILD_AUDIT_LOG_ENTRY_CREATE GUILD_BAN_ADD GUILD_BAN_REMOVE",
			"3, GUILD_EMOJIS_UPDATE GUILD_STICKERS_UPDATE GUILD_SOUNDBOARD_SOUND_CREATE",
			"3, GUILD_SOUNDBOARD_SOUND_UPDATE GUILD_SOUNDBOARD_SOUND_DELETE GUILD_SOUNDBOARD_SOUNDS_UPDATE",
			"4, GUILD_INTEGRATIONS_UPDATE INTEGRATION_CREATE INTEGRATION_UPDATE INTEGRATION_DELETE",
			"5, WEBHOOKS_UPDATE", "6, INVITE_CREATE INVITE_DELETE", "7, VOICE_CHANNEL_EFFECT_SEND VOICE_STATE_UPDATE",
			"8, PRESENCE_UPDATE", "9, MESSAGE_CREATE MESSAGE_UPDATE MESSAGE_DELETE MESSAGE_DELETE_BULK",
			"10, MESSAGE_REACTION_ADD MESSAGE_REACTION_REMOVE MESSAGE_REACTION_REMOVE_ALL MESSAGE_REACTION_REMOVE_EMOJI",
			"11, TYPING_START", "16, GUILD_SCHEDULED_EVENT_CREATE GUILD_SCHEDULED_EVENT_UPDATE",
			"16, GUILD_SCHEDULED_EVENT_DELETE GUILD_SCHEDULED_EVENT_USER_ADD GUILD_SCHEDULED_EVENT_USER_REMOVE",
			"20, AUTO_MODERATION_RULE_CREATE AUTO_MODERATION_RULE_UPDATE AUTO_MODERATION_RULE_DELETE",
			"21, AUTO_MODERATION_ACTION_EXECUTION", "24, MESSAGE_POLL_VOTE_ADD MESSAGE_POLL_VOTE_REMOVE" })
	void anEventInAGuildNeedsItsIntent(int bit, String types) {
		try (GatewayClient with = connect(1 << bit); GatewayClient without = connect(ALL & ~(1 << bit))) {
			for (String type : types.split(" ")) {
				discord.publish(0, type, "{\"n\":1}");
				assertThat(with.next().path("t").stringValue()).isEqualTo(type);
			}
			without.awaitSilence();
		}
	}

	@Test
	void theBotHearsOfItsOwnMemberInAnyCase() {
		try (GatewayClient client = connect(ALL & ~(1 << 1))) {
			discord.publish(0, "GUILD_MEMBER_UPDATE", "{\"user\":{\"id\":\"1\"}}");
			client.awaitSilence();
			discord.publish(0, "GUILD_MEMBER_UPDATE", "{\"user\":{\"id\":\"%d\"}}".formatted(discord.applicationId()));
			assertThat(client.next().path("t").stringValue()).isEqualTo("GUILD_MEMBER_UPDATE");
		}
	}

	@ParameterizedTest
	@CsvSource({ "12, MESSAGE_CREATE MESSAGE_UPDATE MESSAGE_DELETE CHANNEL_PINS_UPDATE",
			"13, MESSAGE_REACTION_ADD MESSAGE_REACTION_REMOVE MESSAGE_REACTION_REMOVE_ALL MESSAGE_REACTION_REMOVE_EMOJI",
			"14, TYPING_START", "25, MESSAGE_POLL_VOTE_ADD MESSAGE_POLL_VOTE_REMOVE" })
	void aDirectEventNeedsItsIntent(int bit, String types) {
		try (GatewayClient with = connect(1 << bit); GatewayClient without = connect(ALL & ~(1 << bit))) {
			for (String type : types.split(" ")) {
				discord.publishDirect(type, "{\"n\":1}");
				assertThat(with.next().path("t").stringValue()).isEqualTo(type);
			}
			without.awaitSilence();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "INTERACTION_CREATE", "VOICE_SERVER_UPDATE", "UNKNOWN_TO_ALL" })
	void otherEventsInAGuildNeedNoIntent(String type) {
		try (GatewayClient client = connect(0)) {
			discord.publish(0, type, "{}");
			assertThat(client.next().path("t").stringValue()).isEqualTo(type);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "USER_UPDATE", "ENTITLEMENT_CREATE", "SUBSCRIPTION_UPDATE", "INTERACTION_CREATE" })
	void anEventWithoutAGuildGoesToShardZeroAlone(String type) {
		try (GatewayClient zero = GatewayClient.connect(discord).identify(0, 2, 0);
				GatewayClient one = GatewayClient.connect(discord).identify(1, 2, ALL)) {
			zero.await("READY");
			one.await("READY");
			discord.publishDirect(type, "{}");
			zero.await(type);
			JsonNode next = one.send("{\"op\":1,\"d\":null}").next();
			while ("GUILD_CREATE".equals(next.path("t").stringValue(""))) {
				next = one.next();
			}
			assertThat(next.path("op").intValue()).isEqualTo(11);
		}
	}

	@Test
	void guildsAreIntroducedToSessionsWithTheIntentGuilds() {
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1, ALL & ~1)) {
			client.await("READY");
			discord.awaitSessions(1, Duration.ofSeconds(5));
			client.awaitSilence();
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, false", "257, 10, true", "3, 1, false" })
	void membersAndPresencesOfAGuildNeedTheIntentPresences(int intents, int members, boolean presences) {
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1, intents)) {
			JsonNode guild = client.await("GUILD_CREATE").path("d");
			assertThat(guild.path("members").size()).isEqualTo(members);
			assertThat(guild.path("presences").isEmpty()).isEqualTo(!presences);
			assertThat(guild.path("member_count").intValue()).isEqualTo(10);
		}
	}

	@Test
	void voiceStatesOfAGuildNeedTheirIntent() {
		discord.in(0).member(3).entersVoice();
		try (GatewayClient without = GatewayClient.connect(discord).identify(0, 1, 1);
				GatewayClient with = GatewayClient.connect(discord).identify(0, 1, 1 | 1 << 7)) {
			assertThat(without.await("GUILD_CREATE").path("d").path("voice_states").isEmpty()).isTrue();
			assertThat(with.await("GUILD_CREATE").path("d").path("voice_states").size()).isOne();
		}
		finally {
			discord.in(0).member(3).leavesVoice();
		}
	}

	@Test
	void aMessageIsHiddenFromSessionsWithoutTheIntentMessageContent() {
		try (GatewayClient without = connect(1 << 9); GatewayClient with = connect(1 << 9 | 1 << 15)) {
			discord.message(0).content("secret").send();
			JsonNode hidden = without.await("MESSAGE_CREATE").path("d");
			assertThat(hidden.path("content").stringValue()).isEmpty();
			for (String list : new String[] { "embeds", "attachments", "components" }) {
				assertThat(hidden.path(list).isArray()).isTrue();
				assertThat(hidden.path(list).isEmpty()).isTrue();
			}
			assertThat(hidden.has("poll")).isFalse();
			assertThat(with.await("MESSAGE_CREATE").path("d").path("content").stringValue()).isEqualTo("secret");
		}
	}

	@Test
	void aMessageIsShownIfItMentionsTheBotOrIsDirect() {
		try (GatewayClient client = connect(1 << 9 | 1 << 12)) {
			String mention = "hey <@" + discord.applicationId() + ">";
			discord.message(0).content(mention).send();
			assertThat(client.await("MESSAGE_CREATE").path("d").path("content").stringValue()).isEqualTo(mention);
			discord.directMessage().content("psst").send();
			assertThat(client.await("MESSAGE_CREATE").path("d").path("content").stringValue()).isEqualTo("psst");
		}
	}

	@Test
	void whatTheBotSaysIsShownToIt() throws Exception {
		try (GatewayClient client = connect(1 << 9); RestClient rest = new RestClient(discord)) {
			rest.post("channels/" + discord.guild(0).channelId() + "/messages", """
					{"content":"mine","embeds":[{"title":"t"}]}""");
			JsonNode message = client.await("MESSAGE_CREATE").path("d");
			assertThat(message.path("content").stringValue()).isEqualTo("mine");
			assertThat(message.path("embeds").size()).isOne();
		}
	}

}
