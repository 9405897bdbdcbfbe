package io.github.fleetboot.test.discord.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The latest messages of all channels. Of older ones it only knows that they may have
 * been there.
 */
final class MessageStore {

	private static final int REMEMBERED = 5000;

	private final Map<Long, ObjectNode> byId = new LinkedHashMap<>();

	private final Map<Long, NavigableMap<Long, ObjectNode>> byChannel = new HashMap<>();

	private long forgotten;

	void add(ObjectNode message) {
		long id = Json.snowflake(message.get("id"));
		this.byId.put(id, message);
		this.byChannel.computeIfAbsent(channel(message), (channel) -> new TreeMap<>()).put(id, message);
		if (this.byId.size() > REMEMBERED) {
			long eldest = this.byId.keySet().iterator().next();
			this.forgotten = Math.max(this.forgotten, eldest);
			remove(eldest);
		}
	}

	@Nullable ObjectNode find(long channelId, long id) {
		return this.byChannel.getOrDefault(channelId, new TreeMap<>()).get(id);
	}

	/**
	 * Whether a message is here, or may have been before those that are.
	 */
	boolean mayKnow(long channelId, long id) {
		return find(channelId, id) != null || id <= this.forgotten;
	}

	void remove(long id) {
		ObjectNode message = this.byId.remove(id);
		if (message == null) {
			return;
		}
		NavigableMap<Long, ObjectNode> siblings = this.byChannel.get(channel(message));
		if (siblings != null && siblings.remove(id) != null && siblings.isEmpty()) {
			this.byChannel.remove(channel(message));
		}
	}

	/**
	 * Messages of a channel, newest first.
	 */
	List<ObjectNode> before(long channelId, long id, int limit) {
		return first(messages(channelId).headMap(id, false).descendingMap(), limit);
	}

	List<ObjectNode> latest(long channelId, int limit) {
		return first(messages(channelId).descendingMap(), limit);
	}

	/**
	 * The messages that come right after one, newest first.
	 */
	List<ObjectNode> after(long channelId, long id, int limit) {
		List<ObjectNode> list = first(messages(channelId).tailMap(id, false), limit);
		Collections.reverse(list);
		return list;
	}

	List<ObjectNode> around(long channelId, long id, int limit) {
		List<ObjectNode> list = new ArrayList<>(after(channelId, id, limit / 2));
		list.addAll(first(messages(channelId).headMap(id, true).descendingMap(), limit - limit / 2));
		return list;
	}

	private NavigableMap<Long, ObjectNode> messages(long channelId) {
		return this.byChannel.getOrDefault(channelId, new TreeMap<>());
	}

	private static List<ObjectNode> first(NavigableMap<Long, ObjectNode> messages, int limit) {
		List<ObjectNode> list = new ArrayList<>();
		for (ObjectNode message : messages.values()) {
			if (list.size() == limit) {
				break;
			}
			if (!MessageFlags.isEphemeral(message)) {
				list.add(message);
			}
		}
		return list;
	}

	private static long channel(ObjectNode message) {
		return Json.snowflake(message.get("channel_id"));
	}

}
