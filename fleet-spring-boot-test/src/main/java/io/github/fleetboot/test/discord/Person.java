package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.record.BotMessage;

/**
 * Somebody on Discord who does what a test says: {@code ann.in(3).says("!ping")}. Each
 * method returns once the bot's sessions were told. Immutable; may be used from any
 * thread.
 *
 * @since 0.1.0
 */
public final class Person {

	private static final int FIRST_GUILD = 0;

	private final DiscordEmulator discord;

	private final String name;

	Person(DiscordEmulator discord, String name) {
		this.discord = discord;
		this.name = name;
	}

	/**
	 * The name.
	 * @return the user name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * This person in a guild.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @return what the person does there
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public MemberActivity in(long guildIndexOrId) {
		return this.discord.in(guildIndexOrId).member(this.name);
	}

	/**
	 * Write in the text channel of the first guild.
	 * @param content the text; {@code <@id>} mentions
	 * @return the message, to wait for the bot's reply
	 */
	public SentMessage says(String content) {
		return in(FIRST_GUILD).says(content);
	}

	/**
	 * Write to the bot directly.
	 * @param content the text
	 * @return the message, to wait for the bot's reply
	 */
	public SentMessage whispers(String content) {
		return this.discord.directMessage().from(this.name).content(content).send();
	}

	/**
	 * Call a slash command in the text channel of the first guild.
	 * @param command its name, with or without the slash; subcommands follow after a
	 * space
	 * @param options names and values in turn
	 * @return the interaction, to wait for the bot's response
	 * @throws IllegalArgumentException if a name has no value, or is none
	 * @see MemberActivity#calls(String, Object...)
	 */
	public SentInteraction calls(String command, Object... options) {
		return in(FIRST_GUILD).calls(command, options);
	}

	/**
	 * Click a button of a message of the bot.
	 * @param message the message
	 * @param customId the button's id
	 * @return the interaction, to wait for the bot's response
	 * @throws IllegalArgumentException if the message is gone, or has no such button
	 */
	public SentInteraction clicks(BotMessage message, String customId) {
		return this.discord.component(message, customId).from(this.name).send();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
