package io.github.fleetboot.test.discord.control;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import tools.jackson.databind.node.ObjectNode;

/**
 * What there is, and what happened.
 */
final class RecordRoutes {

	private static final int PAGE = 100;

	private static final int LARGEST_PAGE = 10_000;

	private static final Map<String, Function<DiscordRecord, List<?>>> LISTS = new TreeMap<>(
			Map.ofEntries(Map.entry("identifies", DiscordRecord::identifies),
					Map.entry("resumes", DiscordRecord::resumes), Map.entry("sessions", DiscordRecord::sessions),
					Map.entry("violations", DiscordRecord::violations), Map.entry("faults", DiscordRecord::faults),
					Map.entry("events", DiscordRecord::events), Map.entry("publications", DiscordRecord::publications),
					Map.entry("frames", DiscordRecord::frames), Map.entry("requests", DiscordRecord::requests),
					Map.entry("callbacks", DiscordRecord::callbacks), Map.entry("messages", DiscordRecord::messages)));

	private final DiscordEmulator discord;

	/**
	 * How much of each list is forgotten.
	 */
	private final Map<String, Integer> forgotten = new ConcurrentHashMap<>();

	RecordRoutes(DiscordEmulator discord) {
		this.discord = discord;
	}

	List<ControlRoute> routes() {
		return List.of(
				new ControlRoute("GET", "/state", List.of(), "addresses, token, sessions that are served, and counts",
						(call) -> state()),
				new ControlRoute("GET", "/guilds", List.of("offset", "limit"), "the guilds",
						(call) -> page(call, this.discord.guilds(), 0)),
				new ControlRoute("GET", "/record", List.of(), "how long each list of the record is",
						(call) -> counts()),
				new ControlRoute("GET", "/record/{list}", List.of("offset", "limit"), "a list of the record",
						this::list),
				new ControlRoute("DELETE", "/record", List.of(), "forget what happened so far; sessions are kept",
						(call) -> forget()),
				new ControlRoute("POST", "/await", List.of("sessions", "seconds"),
						"wait until so many sessions are served, or else all shards", this::await));
	}

	private ObjectNode state() {
		List<DiscordRecord.Session> live = this.discord.record()
			.sessions()
			.stream()
			.filter(DiscordRecord.Session::isServing)
			.toList();
		ObjectNode state = ControlJson.object();
		state.put("apiUrl", this.discord.apiUrl()).put("gatewayUrl", this.discord.gatewayUrl());
		state.put("token", this.discord.token());
		state.put("applicationId", Long.toString(this.discord.applicationId()));
		state.put("guilds", this.discord.guilds().size());
		state.set("sessions", ControlJson.array(live));
		state.set("record", counts());
		return state;
	}

	private ObjectNode counts() {
		ObjectNode counts = ControlJson.object();
		LISTS.forEach((name, list) -> counts.put(name, list.apply(this.discord.record()).size() - forgotten(name)));
		return counts;
	}

	private ObjectNode list(ControlCall call) {
		String name = call.text("list");
		Function<DiscordRecord, List<?>> list = LISTS.get(name);
		if (list == null) {
			throw new ControlException(404,
					"The record has no list '" + name + "'; there are " + String.join(", ", LISTS.keySet()));
		}
		return page(call, list.apply(this.discord.record()), forgotten(name));
	}

	private int forgotten(String name) {
		return name.equals("sessions") ? 0 : this.forgotten.getOrDefault(name, 0);
	}

	private ObjectNode forget() {
		LISTS.forEach((name, list) -> this.forgotten.put(name, list.apply(this.discord.record()).size()));
		return counts();
	}

	private ObjectNode await(ControlCall call) {
		ObjectNode answer = ControlJson.object();
		List<DiscordRecord.Session> sessions = call.has("sessions")
				? this.discord.awaitSessions(call.count("sessions", 1, Integer.MAX_VALUE),
						call.seconds("seconds", this.discord.patience()))
				: this.discord.awaitReady(call.seconds("seconds", this.discord.patience()));
		answer.set("sessions", ControlJson.array(sessions));
		return answer;
	}

	private static ObjectNode page(ControlCall call, List<?> all, int first) {
		List<?> visible = all.subList(Math.min(first, all.size()), all.size());
		int from = Math.min(call.count("offset", 0, Integer.MAX_VALUE), visible.size());
		int to = from + Math.min(call.count("limit", PAGE, LARGEST_PAGE), visible.size() - from);
		ObjectNode page = ControlJson.object().put("total", visible.size()).put("offset", from);
		page.set("items", ControlJson.array(visible.subList(from, to)));
		return page;
	}

}
