package io.github.fleetboot.test.discord.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Payloads have each field that Discord's documentation, or its OpenAPI description, says
 * is always there.
 */
class PayloadFieldsTests {

	private static final Duration WINDOW = Duration.ofMillis(1);

	private static final String USER = "id username discriminator global_name avatar public_flags flags primary_guild";

	private static final String SELF = USER + " bot mfa_enabled locale verified email";

	private static final String PARTIAL_MEMBER = """
			nick avatar banner roles joined_at premium_since deaf mute flags pending communication_disabled_until""";

	private static final String MEMBER = PARTIAL_MEMBER + " user";

	private static final String ROLE = """
			id name color colors hoist icon unicode_emoji position permissions managed mentionable flags""";

	private static final String GUILD_CHANNEL = """
			id type guild_id name position permission_overwrites flags parent_id nsfw rate_limit_per_user""";

	private static final String TEXT_CHANNEL = GUILD_CHANNEL + " topic last_message_id";

	private static final String MESSAGE = """
			id channel_id author content timestamp edited_timestamp tts mention_everyone mentions mention_roles
			attachments embeds components pinned type flags""";

	private static final String GUILD = """
			id name icon splash discovery_splash owner_id region afk_channel_id afk_timeout widget_enabled
			widget_channel_id verification_level default_message_notifications explicit_content_filter roles emojis
			features mfa_level application_id system_channel_id system_channel_flags rules_channel_id max_presences
			max_members vanity_url_code description banner premium_tier premium_subscription_count preferred_locale
			public_updates_channel_id max_video_channel_users max_stage_video_channel_users nsfw_level nsfw stickers
			premium_progress_bar_enabled safety_alerts_channel_id incidents_data home_header""";

	private static final String GUILD_CREATE = GUILD + """
			 joined_at large unavailable member_count voice_states members channels threads presences stage_instances
			guild_scheduled_events soundboard_sounds""";

	private static final String APPLICATION = """
			id name icon description bot_public bot_require_code_grant bot owner verify_key team flags flags_new type
			approximate_guild_count approximate_user_install_count approximate_user_authorization_count redirect_uris
			interactions_endpoint_url role_connections_verification_url explicit_content_filter
			eligible_oauth2_scopes""";

	private static final String INTERACTION = """
			id application_id type data guild guild_id channel channel_id member token version app_permissions locale
			guild_locale entitlements authorizing_integration_owners context attachment_size_limit""";

	private DiscordEmulator discord;

	private ReferenceClient client;

	private JsonNode ready;

	@BeforeEach
	void start() throws Exception {
		this.discord = DiscordEmulator.builder().identifyWindow(WINDOW).rateLimits(false).start();
		this.client = ReferenceClient.start(this.discord, WINDOW, false);
		this.ready = this.client.await(0, "READY").data();
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.discord.close();
	}

	@Test
	void ofTheBotAndItsApplication() {
		has(get("users/@me"), SELF);
		JsonNode application = get("applications/@me");
		has(application, APPLICATION);
		has(application.path("bot"), USER);
		has(application.path("owner"), USER);
		has(get("gateway/bot"), "url shards session_start_limit");
		has(get("gateway/bot").path("session_start_limit"), "total remaining reset_after max_concurrency");
	}

	@Test
	void ofAReadySessionAndItsGuilds() throws Exception {
		has(this.ready, "v user guilds session_id resume_gateway_url shard application");
		has(this.ready.path("user"), SELF);
		has(this.ready.path("application"), "id flags");
		has(this.ready.path("guilds").path(0), "id unavailable");
		JsonNode guild = this.client.await(0, "GUILD_CREATE").data();
		has(guild, GUILD_CREATE);
		guild.path("roles").forEach((role) -> has(role, ROLE));
		guild.path("members").forEach((member) -> has(member, MEMBER));
		guild.path("channels").forEach((channel) -> has(channel, GUILD_CHANNEL));
		has(get("channels/" + this.discord.guild(0).channelId()), TEXT_CHANNEL);
	}

	@Test
	void ofMessages() throws Exception {
		String messages = "channels/" + this.discord.guild(0).channelId() + "/messages";
		JsonNode created = this.client.rest().send("POST", messages, "{\"content\":\"x\"}").join().body();
		has(created, MESSAGE);
		has(created.path("author"), USER + " bot");
		has(get(messages + "/" + created.path("id").stringValue()), MESSAGE);
		has(this.client.await(0, "MESSAGE_CREATE").data(), MESSAGE + " guild_id member channel_type");
		this.discord.message(0).content("<@%d> hi".formatted(this.discord.applicationId())).send();
		JsonNode told = this.client.await(0, "MESSAGE_CREATE").data();
		has(told, MESSAGE + " guild_id member channel_type");
		has(told.path("author"), USER);
		has(told.path("member"), PARTIAL_MEMBER);
		has(told.path("mentions").path(0), USER);
	}

	@Test
	void ofAnInteraction() throws Exception {
		this.discord.slashCommand(0, "echo").option("word", "hi").send();
		JsonNode interaction = this.client.await(0, "INTERACTION_CREATE").data();
		has(interaction, INTERACTION);
		has(interaction.path("data"), "id name type options");
		has(interaction.path("data").path("options").path(0), "name type value");
		has(interaction.path("member"), MEMBER + " permissions");
		has(interaction.path("channel"), TEXT_CHANNEL + " permissions");
		has(interaction.path("guild"), "id features locale");
		String callback = "interactions/%s/%s/callback?with_response=true"
			.formatted(interaction.path("id").stringValue(), interaction.path("token").stringValue());
		JsonNode answer = this.client.rest()
			.send("POST", callback, "{\"type\":4,\"data\":{\"content\":\"x\"}}")
			.join()
			.body();
		has(answer.path("interaction"), "id type response_message_id response_message_loading");
		has(answer.path("resource"), "type message");
		has(answer.path("resource").path("message"), MESSAGE);
	}

	@Test
	void ofACommand() {
		JsonNode commands = this.client.rest()
			.send("PUT", "applications/%d/commands".formatted(this.discord.applicationId()),
					"[{\"name\":\"a\",\"description\":\"b\"}]")
			.join()
			.body();
		has(commands.path(0), "id application_id version default_member_permissions type name description");
	}

	@Test
	void timesAreWrittenToTheMicrosecond() {
		assertThat(Json.timestamp(Instant.ofEpochSecond(1_700_000_000, 123_456_789)))
			.isEqualTo("2023-11-14T22:13:20.123456+00:00");
		assertThat(Json.timestamp(Instant.ofEpochSecond(1_700_000_000))).isEqualTo("2023-11-14T22:13:20.000000+00:00");
	}

	@Test
	void anInteractionTellsWhatTheBotMayDoThere() throws Exception {
		this.discord.denyBot(0, BotPermission.SEND_MESSAGES);
		this.discord.slashCommand(0, "echo").send();
		JsonNode interaction = this.client.await(0, "INTERACTION_CREATE").data();
		long all = interaction.path("member").path("permissions").asLong();
		assertThat(interaction.path("app_permissions").asLong()).isEqualTo(all & ~(1L << 11));
	}

	private JsonNode get(String path) {
		return this.client.rest().get(path).join().body();
	}

	private static void has(JsonNode node, String fields) {
		assertThat(node.propertyNames()).containsAll(List.of(fields.split("\\s+")));
	}

}
