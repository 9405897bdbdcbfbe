package io.github.fleetboot.test.discord;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.server.HttpService;
import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.BotPresence;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Users;
import tools.jackson.databind.JsonNode;

/**
 * Discord on a port of the loopback address: REST API and gateway, as strict as the real
 * one, with guilds that are made up, users that do what the test says, and a record of
 * all that happened.
 *
 * <pre>{@code
 * try (DiscordEmulator discord = DiscordEmulator.builder().guilds(100).shards(4).start()) {
 *     // start the bot with discord.apiUrl(), discord.gatewayUrl() and discord.token()
 *     discord.awaitSessions(4, Duration.ofSeconds(30));
 *     BotMessage reply = discord.message(0).content("!ping").send().awaitReply(Duration.ofSeconds(5));
 *     assertThat(reply.content()).isEqualTo("Pong!");
 *     assertThat(discord.record().violations()).isEmpty();
 * }
 * }</pre>
 *
 * May be used from any thread.
 *
 * @since 0.1.0
 * @see <a href="https://docs.discord.com/developers/intro">Discord's documentation</a>
 */
public final class DiscordEmulator extends AwaitedDiscord implements AutoCloseable {

	DiscordEmulator(Engine engine) {
		super(engine);
	}

	/**
	 * Describe an emulator. Without further words it has one guild and Discord's own
	 * limits.
	 * @return a new builder
	 */
	public static DiscordEmulatorBuilder builder() {
		return new DiscordEmulatorBuilder();
	}

	/**
	 * The base of the REST API.
	 * @return the URL, which ends in a slash
	 */
	public String apiUrl() {
		return "http://" + this.engine.address() + "/api/v10/";
	}

	/**
	 * The gateway's address, as {@code GET gateway} tells it.
	 * @return the URL, without a path
	 */
	public String gatewayUrl() {
		return "ws://" + this.engine.address();
	}

	/**
	 * The port.
	 * @return the port
	 */
	public int port() {
		return this.engine.port();
	}

	/**
	 * The bot's token.
	 * @return the token, without the prefix {@code Bot}
	 */
	public String token() {
		return this.engine.account().token();
	}

	/**
	 * The application's id, which also is the bot's.
	 * @return the id
	 */
	public long applicationId() {
		return this.engine.account().applicationId();
	}

	/**
	 * A guild.
	 * @param indexOrId the guild's index, from 0, or its id
	 * @return the guild
	 * @throws IllegalArgumentException if there is none such
	 */
	public EmulatorGuild guild(long indexOrId) {
		return this.engine.world().guild(indexOrId);
	}

	/**
	 * All guilds.
	 * @return the guilds, by index
	 */
	public List<EmulatorGuild> guilds() {
		return this.engine.world().guilds();
	}

	/**
	 * Something happens in a guild.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @return what can happen there
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public GuildActivity in(long guildIndexOrId) {
		return new GuildActivity(this.engine, guild(guildIndexOrId));
	}

	/**
	 * The bot is added to another guild.
	 * @return the guild
	 */
	public EmulatorGuild addGuild() {
		return addGuild(this.engine.settings().membersPerGuild);
	}

	/**
	 * The bot is added to another guild.
	 * @param members how many members it has, the bot included
	 * @return the guild
	 */
	public EmulatorGuild addGuild(int members) {
		return this.engine.call(() -> {
			EmulatorGuild guild = this.engine.world().addGuild(members);
			this.engine.gateway().joined(guild);
			return guild;
		});
	}

	/**
	 * The bot is removed from a guild. Its index stays unused.
	 * @param indexOrId the guild's index, from 0, or its id
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public void removeGuild(long indexOrId) {
		this.engine.run(() -> {
			EmulatorGuild guild = this.engine.world().guild(indexOrId);
			this.engine.world().removeGuild(guild);
			this.engine.gateway().left(guild);
		});
	}

	/**
	 * Let much happen in many guilds.
	 * @return the load, still to be described and started
	 */
	public DiscordLoad load() {
		return new DiscordLoad(this.engine);
	}

	/**
	 * Let Discord do what it does now and then.
	 * @return what it can do
	 */
	public DiscordItself itself() {
		return new DiscordItself(fail());
	}

	/**
	 * Break something.
	 * @return what can be broken
	 */
	public DiscordFaults fail() {
		return new DiscordFaults(this.engine);
	}

	/**
	 * Somebody who does what the test says: {@code user("ann").in(3).says("!ping")}.
	 * @param name a name; the same name is the same user everywhere
	 * @return the person
	 */
	public Person user(String name) {
		return new Person(this, name);
	}

	/**
	 * Have a user write in a guild's text channel.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @return the message, still to be sent
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public MessageDraft message(long guildIndexOrId) {
		return new MessageDraft(this.engine, guild(guildIndexOrId));
	}

	/**
	 * Have a user write to the bot directly.
	 * @return the message, still to be sent
	 */
	public MessageDraft directMessage() {
		return new MessageDraft(this.engine, null);
	}

	/**
	 * Have a user call a slash command in a guild's text channel.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @param name the command's name; subcommands follow after a space
	 * @return the command, still to be sent
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public SlashCommandDraft slashCommand(long guildIndexOrId, String name) {
		return new SlashCommandDraft(this.engine, guild(guildIndexOrId), name);
	}

	/**
	 * Have a user click a button of a message of the bot, or choose from its menu.
	 * @param message the message
	 * @param customId the component's id
	 * @return the use, still to be sent
	 * @throws IllegalArgumentException if the message is gone
	 */
	public ComponentDraft component(BotMessage message, String customId) {
		return new ComponentDraft(this.engine, message.channelId(), message.id(), customId);
	}

	/**
	 * Deny the bot permissions in a guild. REST requests that need them are refused from
	 * now on; the gateway tells nothing of it.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @param permissions what it may no longer do
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public void denyBot(long guildIndexOrId, BotPermission... permissions) {
		long guild = guild(guildIndexOrId).id();
		this.engine.run(() -> this.engine.world().permissions().deny(guild, Set.of(permissions)));
	}

	/**
	 * Give the bot back all permissions in a guild.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public void restoreBot(long guildIndexOrId) {
		long guild = guild(guildIndexOrId).id();
		this.engine.run(() -> this.engine.world().permissions().restore(guild));
	}

	/**
	 * Have a user take no direct messages of the bot from now on.
	 * @param name the user's name
	 */
	public void refuseDirectMessages(String name) {
		this.engine.run(() -> this.engine.world().permissions().closeToMessages(Users.named(name).id()));
	}

	/**
	 * How the bot appears to the members of a guild.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @return the presence; offline if no session covers the guild
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public BotPresence presence(long guildIndexOrId) {
		EmulatorGuild guild = guild(guildIndexOrId);
		return this.engine.call(() -> this.engine.gateway().presence(guild));
	}

	/**
	 * Tell the sessions that cover a guild of an event of any kind, those whose intents
	 * allow it. Nothing else changes.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @param type the event's type, such as {@code GUILD_MEMBER_ADD}
	 * @param data the event's {@code d} in JSON
	 * @throws IllegalArgumentException if there is no such guild, or the data is not JSON
	 */
	public void publish(long guildIndexOrId, String type, String data) {
		EmulatorGuild guild = guild(guildIndexOrId);
		EventBody body = body(data);
		long subject = type.equals("GUILD_MEMBER_UPDATE") ? member(data) : 0;
		this.engine.run(() -> this.engine.gateway()
			.publish(guild, type, (subject != 0) ? subject : guild.id(), Intents.NONE, (intents) -> body));
	}

	/**
	 * Tell the sessions of shard 0 of an event that belongs to no guild, those whose
	 * intents allow it. Nothing else changes.
	 * @param type the event's type, such as {@code ENTITLEMENT_CREATE}
	 * @param data the event's {@code d} in JSON
	 * @throws IllegalArgumentException if the data is not JSON
	 */
	public void publishDirect(String type, String data) {
		EventBody body = body(data);
		this.engine.run(() -> this.engine.gateway().publishDirect(type, 0, Intents.NONE, body));
	}

	private static long member(String data) {
		JsonNode event = Json.parse(data.getBytes(StandardCharsets.UTF_8));
		return (event != null) ? Json.snowflake(event.path("user").get("id")) : 0;
	}

	private static EventBody body(String data) {
		byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
		if (Json.parse(bytes) == null) {
			throw new IllegalArgumentException("The event's data is not JSON: " + data);
		}
		return EventBody.of(bytes);
	}

	/**
	 * Serve something else on the same port, such as what a bot calls besides Discord.
	 * @param prefix the beginning of the paths to serve, such as {@code /status}; those
	 * of {@code /api} are Discord's
	 * @param service answers the requests
	 */
	public void serve(String prefix, HttpService service) {
		this.engine.server().serve(prefix, service);
	}

	/**
	 * Whether it is still there.
	 * @return {@code false} once it is closed
	 */
	public boolean isRunning() {
		return !this.engine.server().isClosed();
	}

	/**
	 * How far apart two IDENTIFYs with the same key must be.
	 * @return the time
	 */
	public Duration identifyWindow() {
		return this.engine.settings().identifyWindow;
	}

	/**
	 * What the random numbers of faults come from.
	 * @return the seed
	 * @see DiscordEmulatorBuilder#seed(long)
	 */
	public long seed() {
		Long seed = this.engine.settings().seed;
		return (seed != null) ? seed : 0;
	}

	/**
	 * What it is and what it saw, for people.
	 * @return one line
	 */
	public String describe() {
		return "The Discord emulator at %s with seed %d saw %s".formatted(apiUrl(), seed(), record().summary());
	}

	@Override
	public String toString() {
		return "DiscordEmulator[" + apiUrl() + "]";
	}

	/**
	 * Drop all connections and free the port.
	 */
	@Override
	public void close() {
		this.engine.close();
	}

}
