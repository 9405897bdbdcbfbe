package io.github.fleetboot.test.discord.world;

import java.util.EnumSet;
import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

/**
 * The application and its bot: who they are, what they may and whether the token still
 * works.
 */
public final class BotAccount {

	/**
	 * The application's flag {@code APPLICATION_COMMAND_BADGE}.
	 */
	private static final int HAS_COMMANDS = 1 << 23;

	private static final int LIMITED_BELOW_GUILDS = 100;

	private static final String PREFIX = "Bot ";

	private final DiscordUser user;

	private volatile String token;

	private final int guilds;

	private final EnumSet<PrivilegedIntent> intents;

	private boolean tokenValid = true;

	private int recommendedShards;

	private int tokensReset;

	public BotAccount(Settings settings) {
		this.user = userOf(settings);
		this.token = settings.token;
		this.guilds = settings.guilds;
		this.recommendedShards = settings.shards;
		this.intents = EnumSet.copyOf(settings.privilegedIntents);
	}

	static DiscordUser userOf(Settings settings) {
		return new DiscordUser(Snowflakes.fixed(0, 1), settings.botName, true);
	}

	public DiscordUser user() {
		return this.user;
	}

	/**
	 * The application's id, which for all but old bots is the bot's.
	 */
	public long applicationId() {
		return this.user.id();
	}

	public boolean accepts(String token) {
		return this.tokenValid && this.token.equals(token);
	}

	/**
	 * Whether IDENTIFY or RESUME may give this token. The gateway takes it with the
	 * prefix that REST needs, too: some libraries send it so.
	 * @param token the token, with or without the prefix {@code Bot}
	 * @return {@code true} if so
	 */
	public boolean acceptsAtGateway(String token) {
		return accepts(token.startsWith(PREFIX) ? token.substring(PREFIX.length()) : token);
	}

	public String token() {
		return this.token;
	}

	/**
	 * Replace the token; the former one no longer works.
	 */
	public void resetToken() {
		this.tokensReset++;
		this.token = this.token + "-" + this.tokensReset;
		this.tokenValid = true;
	}

	/**
	 * The number of shards the gateway recommends.
	 */
	public int recommendedShards() {
		return this.recommendedShards;
	}

	public void recommendShards(int shards) {
		this.recommendedShards = shards;
	}

	public void invalidateToken() {
		this.tokenValid = false;
	}

	public Set<PrivilegedIntent> intents() {
		return this.intents;
	}

	public void withdraw(PrivilegedIntent intent) {
		this.intents.remove(intent);
	}

	public int applicationFlags() {
		int flags = HAS_COMMANDS;
		for (PrivilegedIntent intent : this.intents) {
			flags |= intent.applicationFlag(this.guilds < LIMITED_BELOW_GUILDS);
		}
		return flags;
	}

	public ObjectNode applicationJson() {
		ObjectNode json = Json.object();
		json.put("id", Json.id(applicationId())).put("name", this.user.name()).putNull("icon");
		json.put("description", "").put("summary", "").put("bot_public", true).put("bot_require_code_grant", false);
		json.put("verify_key", "0".repeat(64)).put("flags", applicationFlags()).putNull("team");
		json.put("flags_new", Integer.toString(applicationFlags())).put("explicit_content_filter", 0);
		json.putNull("type").putNull("interactions_endpoint_url").putNull("role_connections_verification_url");
		json.put("approximate_guild_count", this.guilds).put("approximate_user_install_count", 0);
		json.put("approximate_user_authorization_count", 0);
		for (String list : new String[] { "tags", "redirect_uris", "eligible_oauth2_scopes" }) {
			json.putArray(list);
		}
		json.putObject("integration_types_config");
		json.set("owner", new DiscordUser(Snowflakes.fixed(0, 2), "owner", false).json());
		json.set("bot", this.user.json());
		return json;
	}

}
