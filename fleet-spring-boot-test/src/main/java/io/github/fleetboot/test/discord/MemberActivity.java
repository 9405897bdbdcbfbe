package io.github.fleetboot.test.discord;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.GuildContents;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Member;
import io.github.fleetboot.test.discord.world.OnlineStatus;
import io.github.fleetboot.test.discord.world.Presence;
import io.github.fleetboot.test.discord.world.VoiceState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a member of a guild does. Each method returns once the sessions that may know of
 * it were told. May be used from any thread.
 *
 * @since 0.1.0
 * @see <a href= "https://docs.discord.com/developers/events/gateway-events">Gateway
 * events</a>
 */
public final class MemberActivity {

	private final GuildActivity guild;

	private final DiscordUser user;

	MemberActivity(GuildActivity guild, DiscordUser user) {
		this.guild = guild;
		this.user = user;
	}

	/**
	 * The member's user id.
	 * @return the id
	 */
	public long id() {
		return this.user.id();
	}

	/**
	 * The user becomes a member.
	 */
	public void joins() {
		this.guild.change((contents) -> {
			Member member = new Member(this.user, null, List.of());
			contents.put(member);
			tell("GUILD_MEMBER_ADD", Intents.GUILD_MEMBERS, member.json());
			return member;
		});
	}

	/**
	 * The member leaves the guild.
	 * @throws IllegalArgumentException if the user is no member
	 */
	public void leaves() {
		this.guild.change((contents) -> {
			Member member = member(contents);
			contents.remove(id());
			ObjectNode body = Json.object();
			body.set("user", this.user.json());
			tell("GUILD_MEMBER_REMOVE", Intents.GUILD_MEMBERS, body);
			return member;
		});
	}

	/**
	 * The member takes another name in this guild.
	 * @param nick the name, {@code null} for none
	 * @throws IllegalArgumentException if the user is no member
	 */
	public void isCalled(@Nullable String nick) {
		update((member) -> new Member(this.user, nick, member.roles()));
	}

	/**
	 * The member gets a role.
	 * @param roleId the role
	 * @throws IllegalArgumentException if the user is no member
	 */
	public void getsRole(long roleId) {
		update((member) -> {
			Set<Long> roles = new LinkedHashSet<>(member.roles());
			roles.add(roleId);
			return new Member(this.user, member.nick(), List.copyOf(roles));
		});
	}

	/**
	 * The member loses a role.
	 * @param roleId the role
	 * @throws IllegalArgumentException if the user is no member
	 */
	public void losesRole(long roleId) {
		update((member) -> {
			List<Long> roles = new ArrayList<>(member.roles());
			roles.remove(roleId);
			return new Member(this.user, member.nick(), List.copyOf(roles));
		});
	}

	private void update(UnaryOperator<Member> change) {
		this.guild.change((contents) -> {
			Member member = change.apply(member(contents));
			contents.put(member);
			tell("GUILD_MEMBER_UPDATE", Intents.GUILD_MEMBERS, member.json());
			return member;
		});
	}

	/**
	 * The member comes, or goes.
	 * @param status whether the member is there
	 */
	public void is(OnlineStatus status) {
		presence(new Presence(status, null));
	}

	/**
	 * The member plays a game, and so is online.
	 * @param game the game's name
	 */
	public void plays(String game) {
		presence(new Presence(OnlineStatus.ONLINE, game));
	}

	private void presence(Presence presence) {
		this.guild.change((contents) -> {
			contents.put(id(), presence);
			tell("PRESENCE_UPDATE", Intents.GUILD_PRESENCES, presence.json(id(), this.guild.guild().id()));
			return presence;
		});
	}

	/**
	 * The member starts to type in the guild's first text channel.
	 */
	public void types() {
		this.guild.change((contents) -> {
			ObjectNode body = Json.object();
			body.put("channel_id", Json.id(this.guild.guild().channelId())).put("user_id", Json.id(id()));
			body.put("timestamp", System.currentTimeMillis() / 1000);
			body.set("member", member(contents).json());
			tell("TYPING_START", Intents.GUILD_MESSAGE_TYPING, body);
			return body;
		});
	}

	/**
	 * The member enters the guild's voice channel.
	 */
	public void entersVoice() {
		voice(new VoiceState(this.guild.guild().voiceChannelId(), false, false));
	}

	/**
	 * The member, who is in the guild's voice channel, falls silent.
	 */
	public void mutes() {
		voice(new VoiceState(this.guild.guild().voiceChannelId(), true, false));
	}

	/**
	 * The member leaves the voice channel.
	 */
	public void leavesVoice() {
		voice(new VoiceState(null, false, false));
	}

	private void voice(VoiceState state) {
		this.guild.change((contents) -> {
			Member member = member(contents);
			contents.put(id(), state);
			ObjectNode body = state.json(id());
			body.set("member", member.json());
			tell("VOICE_STATE_UPDATE", Intents.GUILD_VOICE_STATES, body);
			return state;
		});
	}

	/**
	 * The member writes in the guild's first text channel.
	 * @param content the text; {@code <@id>} mentions
	 * @return the message, to wait for the bot's reply
	 */
	public SentMessage says(String content) {
		return this.guild.messageFrom(this.user).content(content).send();
	}

	/**
	 * Call a slash command in the guild's first text channel.
	 * @param command its name, with or without the slash; subcommands follow after a
	 * space
	 * @param options names and values in turn; the types of the values decide those of
	 * the options
	 * @return the interaction, to wait for the bot's response
	 * @throws IllegalArgumentException if a name has no value, or is none
	 * @see SlashCommandDraft#option(String, Object)
	 */
	public SentInteraction calls(String command, Object... options) {
		if (options.length % 2 != 0) {
			throw new IllegalArgumentException("Give the options of " + command
					+ " as names and values in turn; the last of these " + options.length + " has no value");
		}
		SlashCommandDraft draft = this.guild.commandFrom(this.user,
				command.startsWith("/") ? command.substring(1) : command);
		for (int index = 0; index < options.length; index += 2) {
			if (!(options[index] instanceof String option)) {
				throw new IllegalArgumentException("The name of an option of " + command + " is '" + options[index]
						+ "', but must be a String: give names and values in turn");
			}
			draft.option(option, options[index + 1]);
		}
		return draft.send();
	}

	private Member member(GuildContents contents) {
		Member member = contents.member(this.user);
		if (member == null) {
			throw new IllegalArgumentException(
					"%s is no member of guild %d".formatted(this.user.name(), contents.guild().index()));
		}
		return member;
	}

	private void tell(String type, int intent, ObjectNode body) {
		this.guild.tell(type, id(), intent, body);
	}

}
