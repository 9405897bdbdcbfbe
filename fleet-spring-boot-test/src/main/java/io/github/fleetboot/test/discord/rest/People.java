package io.github.fleetboot.test.discord.rest;

import java.util.HashMap;
import java.util.Map;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;

/**
 * The users there are: the bot, the guilds' members, and whoever has been heard of.
 */
final class People {

	private final BotAccount account;

	private final World world;

	private final Map<Long, DiscordUser> met = new HashMap<>();

	People(BotAccount account, World world) {
		this.account = account;
		this.world = world;
	}

	void meet(DiscordUser user) {
		this.met.put(user.id(), user);
	}

	@Nullable DiscordUser find(long id) {
		if (id == this.account.user().id()) {
			return this.account.user();
		}
		DiscordUser known = this.met.get(id);
		return (known != null) ? known : this.world.madeUpUser(id);
	}

}
