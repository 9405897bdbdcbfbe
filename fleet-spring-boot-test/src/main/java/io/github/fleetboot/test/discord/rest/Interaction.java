package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.record.InteractionResponse;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.World;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One interaction and what has become of it. Changed under the monitor.
 */
public final class Interaction {

	private static final int DEFERRED = 5;

	private final long id;

	private final String token;

	private final World.Channel channel;

	private final Moment created;

	private final List<Long> followUps = new ArrayList<>();

	private @Nullable Moment answered;

	private @Nullable Moment completed;

	private int type;

	private @Nullable ObjectNode original;

	private String data = "";

	public Interaction(long id, World.Channel channel) {
		this.id = id;
		this.channel = channel;
		this.created = Moment.now();
		String token = "interaction:" + Json.id(id) + ":" + "emulated".repeat(8);
		this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
	}

	public long id() {
		return this.id;
	}

	public String token() {
		return this.token;
	}

	public World.Channel channel() {
		return this.channel;
	}

	public Moment created() {
		return this.created;
	}

	public boolean isAnswered() {
		return this.answered != null;
	}

	public @Nullable ObjectNode original() {
		return this.original;
	}

	public void answered(Moment time, int type, @Nullable ObjectNode message, JsonNode data) {
		this.answered = time;
		this.type = type;
		this.original = message;
		this.data = Json.text((message != null) ? message : data);
		this.completed = (type != DEFERRED) ? time : null;
	}

	public void edited(Moment time, ObjectNode message) {
		ObjectNode original = this.original;
		if (original != null && Json.string(original, "id").equals(Json.string(message, "id"))) {
			this.data = Json.text(message);
			if (this.completed == null) {
				this.completed = time;
			}
		}
	}

	public void followedUp(long messageId) {
		this.followUps.add(messageId);
	}

	public List<Long> followUps() {
		return this.followUps;
	}

	/**
	 * The answer as it stands.
	 * @return the answer, or {@code null} while there is none, not even a deferred one
	 */
	public @Nullable InteractionResponse response() {
		Moment answered = this.answered;
		if (answered == null) {
			return null;
		}
		ObjectNode message = this.original;
		String content = (message != null) ? Json.string(message, "content") : "";
		boolean ephemeral = message != null && (Json.number(message, "flags", 0) & Messages.EPHEMERAL) != 0;
		return new InteractionResponse(this.type, content, ephemeral, answered, this.completed, this.data);
	}

}
