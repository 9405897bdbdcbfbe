package io.github.fleetboot.test.discord.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordLoad;
import io.github.fleetboot.test.discord.GuildActivity;
import io.github.fleetboot.test.discord.LoadResult;
import io.github.fleetboot.test.discord.MemberActivity;
import io.github.fleetboot.test.discord.world.OnlineStatus;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens in guilds, once or all the time.
 */
final class WorldRoutes {

	private static final int MOST_EVENTS = 100_000;

	private final DiscordEmulator discord;

	private final NamedActions events = new NamedActions("event", "guild", "from");

	WorldRoutes(DiscordEmulator discord) {
		this.discord = discord;
		ofMember("joins", List.of(), (member, call) -> member.joins());
		ofMember("leaves", List.of(), (member, call) -> member.leaves());
		ofMember("is-called", List.of("nick"), (member, call) -> member.isCalled(call.text("nick")));
		ofMember("gets-role", List.of("role"), (member, call) -> member.getsRole(call.number("role")));
		ofMember("loses-role", List.of("role"), (member, call) -> member.losesRole(call.number("role")));
		ofMember("is", List.of("status"), (member, call) -> member.is(call.constant("status", OnlineStatus.class)));
		ofMember("plays", List.of("game"), (member, call) -> member.plays(call.text("game")));
		ofMember("types", List.of(), (member, call) -> member.types());
		ofMember("enters-voice", List.of(), (member, call) -> member.entersVoice());
		ofMember("mutes", List.of(), (member, call) -> member.mutes());
		ofMember("leaves-voice", List.of(), (member, call) -> member.leavesVoice());
		this.events.add("create-channel", List.of("guild", "title"),
				(call) -> id(guild(call).createChannel(call.text("title"))));
		ofGuild("rename-channel", List.of("channel", "title"),
				(guild, call) -> guild.renameChannel(call.number("channel"), call.text("title")));
		ofGuild("delete-channel", List.of("channel"), (guild, call) -> guild.deleteChannel(call.number("channel")));
		this.events.add("create-role", List.of("guild", "title"),
				(call) -> id(guild(call).createRole(call.text("title"))));
		ofGuild("rename-role", List.of("role", "title"),
				(guild, call) -> guild.renameRole(call.number("role"), call.text("title")));
		ofGuild("delete-role", List.of("role"), (guild, call) -> guild.deleteRole(call.number("role")));
		this.events.add("add-guild", List.of("members"),
				(call) -> ControlJson.of(discord.addGuild(call.count("members", 1, Integer.MAX_VALUE))));
		ofGuild("remove-guild", List.of(), (guild, call) -> discord.removeGuild(guild.guild().id()));
	}

	List<ControlRoute> routes() {
		List<ControlRoute> routes = new ArrayList<>(
				this.events.routes("/world", "let something happen in a guild; 'from' names the user"));
		routes.add(new ControlRoute("POST", "/load",
				List.of("seconds", "eventsPerSecond", "messages", "presences", "typing", "memberUpdates", "seed"),
				"let much happen in all guilds, by weights, and wait until it has", this::load));
		return routes;
	}

	private ObjectNode load(ControlCall call) {
		Duration duration = call.seconds("seconds");
		DiscordLoad load = this.discord.load().eventsPerSecond(call.count("eventsPerSecond", 100, MOST_EVENTS));
		if (call.has("messages")) {
			load.messages(call.count("messages", 0, MOST_EVENTS));
		}
		if (call.has("presences")) {
			load.presences(call.count("presences", 0, MOST_EVENTS));
		}
		if (call.has("typing")) {
			load.typing(call.count("typing", 0, MOST_EVENTS));
		}
		if (call.has("memberUpdates")) {
			load.memberUpdates(call.count("memberUpdates", 0, MOST_EVENTS));
		}
		if (call.has("seed")) {
			load.seed(call.number("seed"));
		}
		LoadResult result = load.during(duration);
		return ControlJson.of(result).put("eventsPerSecond", result.eventsPerSecond());
	}

	private void ofMember(String name, List<String> parameters, BiConsumer<MemberActivity, ControlCall> action) {
		this.events.addSilent(name, parameters, (call) -> action.accept(guild(call).member(call.text("from")), call));
	}

	private void ofGuild(String name, List<String> parameters, BiConsumer<GuildActivity, ControlCall> action) {
		List<String> all = new ArrayList<>(List.of("guild"));
		all.addAll(parameters);
		this.events.add(name, all, (call) -> {
			action.accept(guild(call), call);
			return NamedActions.done();
		});
	}

	private GuildActivity guild(ControlCall call) {
		return this.discord.in(call.number("guild", 0));
	}

	private static ObjectNode id(long id) {
		return ControlJson.object().put("id", Long.toString(id));
	}

}
