package io.github.fleetboot.test.discord.rest;

import java.util.function.Supplier;

import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.World;

/**
 * The REST API with all its routes, put together.
 */
public final class Endpoints {

	private final RestApi api;

	private final Messages messages;

	private final Commands commands;

	private final Interactions interactions;

	/**
	 * Put the API together.
	 * @param settings the settings
	 * @param account the bot's account
	 * @param world what there is
	 * @param gateway who is told of what happens
	 * @param record where it is recorded
	 * @param monitor the lock of the record
	 * @param address tells where files can be loaded from, without a slash at the end
	 */
	public Endpoints(Settings settings, BotAccount account, World world, Gateway gateway, DiscordRecord record,
			Monitor monitor, Supplier<String> address) {
		this.api = new RestApi(settings, account, record);
		Channels channels = new Channels(world);
		People people = new People(account, world);
		Attachments attachments = new Attachments(world, address);
		MessageEvents events = new MessageEvents(account, gateway);
		this.messages = new Messages(settings.rest, account, world, events, attachments, people, record);
		this.commands = new Commands(monitor);
		this.interactions = new Interactions(settings, people);
		attachments.addTo(this.api);
		new AccountRoutes(settings, account, gateway).addTo(this.api);
		new GuildRoutes(account, world, people).addTo(this.api);
		new ChannelRoutes(settings.rest, world, channels, people, gateway, this.api.limits()).addTo(this.api);
		new MessageRoutes(settings, account, channels, events, this.messages).addTo(this.api);
		new ReactionRoutes(account, channels, this.messages, events, people).addTo(this.api);
		new WebhookRoutes(settings.rest, account, world, channels, this.messages, this.api.limits()).addTo(this.api);
		new CommandRoutes(settings.rest, account, world, this.commands).addTo(this.api);
		new InteractionRoutes(settings.rest, this.interactions, this.messages, monitor, record).addTo(this.api);
	}

	/**
	 * The API.
	 * @return the API
	 */
	public RestApi api() {
		return this.api;
	}

	/**
	 * The messages.
	 * @return the messages
	 */
	public Messages messages() {
		return this.messages;
	}

	/**
	 * The application's commands.
	 * @return the commands
	 */
	public Commands commands() {
		return this.commands;
	}

	/**
	 * The interactions.
	 * @return the interactions
	 */
	public Interactions interactions() {
		return this.interactions;
	}

}
