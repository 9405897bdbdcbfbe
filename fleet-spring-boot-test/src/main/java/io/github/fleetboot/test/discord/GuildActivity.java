package io.github.fleetboot.test.discord;

import java.util.List;
import java.util.function.Function;

import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.GuildContents;
import io.github.fleetboot.test.discord.world.GuildPayload;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Users;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens in a guild. Each method returns once the sessions that may know of it were
 * told. May be used from any thread.
 *
 * @since 0.1.0
 */
public final class GuildActivity {

	private final Engine engine;

	private final EmulatorGuild guild;

	GuildActivity(Engine engine, EmulatorGuild guild) {
		this.engine = engine;
		this.guild = guild;
	}

	/**
	 * The guild.
	 * @return the guild
	 */
	public EmulatorGuild guild() {
		return this.guild;
	}

	/**
	 * How many members the guild has now, the bot included.
	 * @return the number
	 */
	public int memberCount() {
		return change(GuildContents::memberCount);
	}

	/**
	 * A member, or a user who may become one.
	 * @param name a name; the same name is the same user everywhere
	 * @return what the member can do
	 */
	public MemberActivity member(String name) {
		return new MemberActivity(this, Users.named(name));
	}

	/**
	 * A member that is made up.
	 * @param member the member's place, from 0; the bot is not counted
	 * @return what the member can do
	 */
	public MemberActivity member(int member) {
		return new MemberActivity(this, this.guild.member(member));
	}

	/**
	 * The text channels.
	 * @return their ids, the oldest first
	 */
	public List<Long> textChannels() {
		return change(GuildContents::textChannels);
	}

	/**
	 * A text channel is created.
	 * @param name the channel's name
	 * @return its id
	 */
	public long createChannel(String name) {
		return change((contents) -> {
			ObjectNode channel = this.engine.world().addTextChannel(this.guild, name);
			long id = Json.snowflake(channel.get("id"));
			tell("CHANNEL_CREATE", id, Intents.GUILDS, channel.deepCopy());
			return id;
		});
	}

	/**
	 * A channel gets another name.
	 * @param channelId the channel
	 * @param name the new name
	 * @throws IllegalArgumentException if the guild has no such channel
	 */
	public void renameChannel(long channelId, String name) {
		change((contents) -> {
			ObjectNode channel = known(contents.channels().get(channelId), "channel", channelId);
			tell("CHANNEL_UPDATE", channelId, Intents.GUILDS, channel.put("name", name).deepCopy());
			return channel;
		});
	}

	/**
	 * A channel is deleted.
	 * @param channelId the channel
	 * @throws IllegalArgumentException if the guild has no such channel
	 */
	public void deleteChannel(long channelId) {
		change((contents) -> {
			ObjectNode channel = known(contents.channels().remove(channelId), "channel", channelId);
			tell("CHANNEL_DELETE", channelId, Intents.GUILDS, channel);
			return channel;
		});
	}

	/**
	 * A role is created.
	 * @param name the role's name
	 * @return its id
	 */
	public long createRole(String name) {
		return change((contents) -> {
			long id = this.engine.world().newId();
			ObjectNode role = GuildPayload.role(id, name, contents.roles().size());
			contents.roles().put(id, role);
			tellOfRole("GUILD_ROLE_CREATE", id, role);
			return id;
		});
	}

	/**
	 * A role gets another name.
	 * @param roleId the role
	 * @param name the new name
	 * @throws IllegalArgumentException if the guild has no such role
	 */
	public void renameRole(long roleId, String name) {
		change((contents) -> {
			ObjectNode role = known(contents.roles().get(roleId), "role", roleId);
			tellOfRole("GUILD_ROLE_UPDATE", roleId, role.put("name", name));
			return role;
		});
	}

	/**
	 * A role is deleted.
	 * @param roleId the role
	 * @throws IllegalArgumentException if the guild has no such role
	 */
	public void deleteRole(long roleId) {
		change((contents) -> {
			ObjectNode role = known(contents.roles().remove(roleId), "role", roleId);
			tell("GUILD_ROLE_DELETE", roleId, Intents.GUILDS, Json.object().put("role_id", Json.id(roleId)));
			return role;
		});
	}

	private void tellOfRole(String type, long roleId, ObjectNode role) {
		ObjectNode body = Json.object();
		body.set("role", role.deepCopy());
		tell(type, roleId, Intents.GUILDS, body);
	}

	private ObjectNode known(@Nullable ObjectNode thing, String kind, long id) {
		if (thing == null) {
			throw new IllegalArgumentException("Guild %d has no %s %d".formatted(this.guild.index(), kind, id));
		}
		return thing;
	}

	/**
	 * Run something on the emulator's thread.
	 */
	<T> T change(Function<GuildContents, T> change) {
		return this.engine.call(() -> {
			World world = this.engine.world();
			return change.apply(world.contents(world.guild(this.guild.id())));
		});
	}

	/**
	 * Tell the sessions of something in this guild.
	 */
	void tell(String type, long subject, int intent, ObjectNode body) {
		body.put("guild_id", Json.id(this.guild.id()));
		EventBody bytes = EventBody.once(() -> Json.bytes(body));
		this.engine.gateway().publish(this.guild, type, subject, intent, (intents) -> bytes);
	}

	MessageDraft messageFrom(DiscordUser author) {
		return new MessageDraft(this.engine, this.guild, author);
	}

	SlashCommandDraft commandFrom(DiscordUser caller, String name) {
		return new SlashCommandDraft(this.engine, this.guild, name).from(caller);
	}

}
