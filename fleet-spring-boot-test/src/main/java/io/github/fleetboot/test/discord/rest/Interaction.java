package io.github.fleetboot.test.discord.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import io.github.fleetboot.test.discord.record.InteractionResponse;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One interaction and what has become of it. Changed under the monitor.
 */
public final class Interaction {

	/**
	 * What kind of interaction it is, and which callbacks may answer it.
	 */
	public enum Kind {

		/**
		 * A command.
		 */
		COMMAND(2, 4, 5, 9, 12),

		/**
		 * A button or a menu.
		 */
		COMPONENT(3, 4, 5, 6, 7, 9, 12),

		/**
		 * Proposals for an option.
		 */
		AUTOCOMPLETE(4, 8),

		/**
		 * A modal that was sent off.
		 */
		MODAL(5, 4, 5, 6, 7, 12);

		private final int type;

		private final int callbacks;

		Kind(int type, int... callbacks) {
			this.type = type;
			this.callbacks = IntStream.of(callbacks).map((callback) -> 1 << callback).sum();
		}

		/**
		 * The number of the interaction's type.
		 * @return the number
		 */
		public int type() {
			return this.type;
		}

		boolean takes(int callback) {
			return (this.callbacks & (1 << callback)) != 0;
		}

	}

	private static final int DEFERRED = 5;

	private final long id;

	private final Kind kind;

	private final String token;

	private final World.Channel channel;

	private final DiscordUser user;

	private final @Nullable ObjectNode source;

	private final Moment created;

	private final List<Long> followUps = new ArrayList<>();

	private @Nullable Moment answered;

	private @Nullable Moment completed;

	private int type;

	private @Nullable ObjectNode original;

	private String data = "";

	/**
	 * Create an interaction that happens now.
	 * @param id its id
	 * @param kind its kind
	 * @param channel where it happens
	 * @param user whose it is
	 * @param source the message whose component was used, {@code null} if none was
	 */
	public Interaction(long id, Kind kind, World.Channel channel, DiscordUser user, @Nullable ObjectNode source) {
		this.id = id;
		this.kind = kind;
		this.channel = channel;
		this.user = user;
		this.source = source;
		this.created = Moment.now();
		String token = "interaction:" + Json.id(id) + ":" + "emulated".repeat(8);
		this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * The interaction's id.
	 * @return the id
	 */
	public long id() {
		return this.id;
	}

	/**
	 * The interaction's kind.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * The token that answers it.
	 * @return the token
	 */
	public String token() {
		return this.token;
	}

	/**
	 * Where it happened.
	 * @return the channel
	 */
	public World.Channel channel() {
		return this.channel;
	}

	/**
	 * Whose it is.
	 * @return the user
	 */
	public DiscordUser user() {
		return this.user;
	}

	/**
	 * The message whose component was used.
	 * @return the message, {@code null} if none was
	 */
	public @Nullable ObjectNode source() {
		return this.source;
	}

	Moment created() {
		return this.created;
	}

	boolean isAnswered() {
		return this.answered != null;
	}

	/**
	 * Whether the response is a message that is still awaited.
	 */
	boolean isLoading() {
		return this.original != null && MessageFlags.has(this.original, MessageFlags.LOADING);
	}

	@Nullable ObjectNode original() {
		return this.original;
	}

	void answered(Moment time, int type, @Nullable ObjectNode message, JsonNode data) {
		this.answered = time;
		this.type = type;
		this.original = message;
		this.data = Json.text((message != null) ? message : data);
		this.completed = (type != DEFERRED) ? time : null;
	}

	void edited(Moment time, ObjectNode message) {
		ObjectNode original = this.original;
		if (original != null && Json.string(original, "id").equals(Json.string(message, "id"))) {
			this.data = Json.text(message);
			if (this.completed == null) {
				this.completed = time;
			}
		}
	}

	void followedUp(long messageId) {
		this.followUps.add(messageId);
	}

	/**
	 * The messages that followed the response. Read under the monitor.
	 * @return their ids, oldest first
	 */
	public List<Long> followUps() {
		return this.followUps;
	}

	/**
	 * The answer as it stands. Read under the monitor.
	 * @return the answer, or {@code null} while there is none, not even a deferred one
	 */
	public @Nullable InteractionResponse response() {
		Moment answered = this.answered;
		if (answered == null) {
			return null;
		}
		ObjectNode message = this.original;
		String content = (message != null) ? Json.string(message, "content") : "";
		boolean ephemeral = message != null && MessageFlags.isEphemeral(message);
		return new InteractionResponse(this.type, content, ephemeral, answered, this.completed, this.data);
	}

}
