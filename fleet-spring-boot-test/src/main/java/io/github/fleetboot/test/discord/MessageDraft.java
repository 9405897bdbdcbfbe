package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Users;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;

/**
 * A message a user is about to send. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class MessageDraft {

	private final Engine engine;

	private final @Nullable EmulatorGuild guild;

	private DiscordUser author;

	private String content = "";

	private long channelId;

	private @Nullable Duration age;

	MessageDraft(Engine engine, @Nullable EmulatorGuild guild) {
		this.engine = engine;
		this.guild = guild;
		this.author = (guild != null) ? guild.member(0) : Users.named("someone");
	}

	MessageDraft(Engine engine, EmulatorGuild guild, DiscordUser author) {
		this.engine = engine;
		this.guild = guild;
		this.author = author;
	}

	/**
	 * Who sends it. Without this it is the guild's first member, or in a direct message
	 * someone.
	 * @param name a name; the same name is the same user everywhere
	 * @return this draft
	 */
	public MessageDraft from(String name) {
		this.author = Users.named(name);
		return this;
	}

	/**
	 * Which member of the guild sends it.
	 * @param member the member's place, from 0; the bot is not counted
	 * @return this draft
	 * @throws IllegalStateException if it is a direct message
	 */
	public MessageDraft from(int member) {
		if (this.guild == null) {
			throw new IllegalStateException("A direct message comes from a user: use from(String)");
		}
		this.author = this.guild.member(member);
		return this;
	}

	/**
	 * What it says.
	 * @param content the text; {@code <@id>} mentions
	 * @return this draft
	 */
	public MessageDraft content(String content) {
		this.content = content;
		return this;
	}

	/**
	 * Where it is sent. Without this it is the guild's first text channel.
	 * @param channelId a text channel of the guild
	 * @return this draft
	 */
	public MessageDraft channel(long channelId) {
		this.channelId = channelId;
		return this;
	}

	/**
	 * Have it written some time ago. Nobody is told of it; it is just there.
	 * @param age how long ago
	 * @return this draft
	 */
	public MessageDraft ago(Duration age) {
		this.age = age;
		return this;
	}

	/**
	 * Send it. Each session of the guild's shard hears of it if its intents allow; for a
	 * direct message each session of shard 0.
	 * @return the message, to wait for the bot's reply
	 * @throws IllegalArgumentException if the channel is no text channel of the guild
	 */
	public SentMessage send() {
		return this.engine.call(() -> {
			World.Channel channel = channel();
			long id = (this.age == null) ? this.engine.messages().fromUser(channel, this.author, this.content)
					: this.engine.messages()
						.fromPast(channel, this.author, this.content, Instant.now().minus(this.age));
			return new SentMessage(this.engine, id, channel.id(), this.content);
		});
	}

	private World.Channel channel() {
		if (this.channelId == 0) {
			return Users.channel(this.engine.world(), this.guild, this.author);
		}
		World.Channel channel = this.engine.world().channel(this.channelId);
		if (channel == null || !Objects.equals(channel.guild(), this.guild)) {
			throw new IllegalArgumentException("Channel " + this.channelId + " is no text channel of the guild");
		}
		return channel;
	}

}
