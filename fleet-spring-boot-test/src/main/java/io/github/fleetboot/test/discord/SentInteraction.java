package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;
import io.github.fleetboot.test.discord.rest.Interaction;
import io.github.fleetboot.test.discord.record.InteractionResponse;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An interaction a user has started. May be used from any thread.
 *
 * @since 0.1.0
 */
public final class SentInteraction {

	private final Engine engine;

	private final Interaction interaction;

	private final String name;

	SentInteraction(Engine engine, Interaction interaction, String name) {
		this.engine = engine;
		this.interaction = interaction;
		this.name = name;
	}

	/**
	 * The interaction's id.
	 * @return the id
	 */
	public long id() {
		return this.interaction.id();
	}

	/**
	 * The interaction's token, for requests of one's own.
	 * @return the token
	 */
	public String token() {
		return this.interaction.token();
	}

	/**
	 * Wait for the bot's callback, be it a deferred one.
	 * @param timeout how long to wait at most; the bot has 3 seconds
	 * @return the response as it stands then
	 * @throws EmulatorTimeoutException if there was none in time
	 */
	public InteractionResponse awaitAcknowledgement(Duration timeout) {
		return this.engine.<InteractionResponse>await("a callback for /" + this.name, timeout,
				this.interaction::response);
	}

	/**
	 * Wait for the bot's complete response: the message of the callback, or the first
	 * edit of a deferred one.
	 * @param timeout how long to wait at most
	 * @return the response
	 * @throws EmulatorTimeoutException if there was none in time
	 */
	public InteractionResponse awaitResponse(Duration timeout) {
		return this.engine.<InteractionResponse>await("a response to /" + this.name, timeout, () -> {
			InteractionResponse response = this.interaction.response();
			return (response != null && response.completed() != null) ? response : null;
		});
	}

	/**
	 * Wait for messages that follow the response.
	 * @param count how many
	 * @param timeout how long to wait at most
	 * @return the first of them, oldest first
	 * @throws EmulatorTimeoutException if there were too few in time
	 */
	public List<BotMessage> awaitFollowUps(int count, Duration timeout) {
		return this.engine.<List<BotMessage>>await(count + " follow-ups of /" + this.name, timeout,
				() -> followUps(count));
	}

	private @Nullable List<BotMessage> followUps(int count) {
		List<Long> ids = this.interaction.followUps();
		if (ids.size() < count) {
			return null;
		}
		List<Long> wanted = ids.subList(0, count);
		return this.engine.record()
			.messagesIn(this.interaction.channel().id())
			.stream()
			.filter((message) -> wanted.contains(message.id()))
			.toList();
	}

}
