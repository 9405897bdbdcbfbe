package io.github.fleetboot.test.discord;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;
import io.github.fleetboot.test.discord.record.InteractionResponse;
import io.github.fleetboot.test.discord.rest.Interaction;
import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
	 * Wait for the bot's complete response, as long as the emulator is
	 * {@link DiscordEmulatorBuilder#patience(Duration) patient}.
	 * @return the response
	 * @throws EmulatorTimeoutException if there was none in time
	 * @see #awaitResponse(Duration)
	 */
	public InteractionResponse awaitResponse() {
		return awaitResponse(this.engine.settings().patience);
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

	/**
	 * Wait for the modal with which the bot answers.
	 * @param timeout how long to wait at most
	 * @return the modal, to be filled and sent off by the same user
	 * @throws EmulatorTimeoutException if there was no answer in time
	 * @throws IllegalStateException if the answer is no modal
	 */
	public ModalDraft awaitModal(Duration timeout) {
		return new ModalDraft(this.engine, this.interaction, awaitAcknowledgement(timeout));
	}

	/**
	 * Have a user use a component of the message with which the bot answered.
	 * @param customId the component's id
	 * @return the use, still to be sent
	 * @throws IllegalStateException if the bot has not answered with a message
	 */
	public ComponentDraft component(String customId) {
		return new ComponentDraft(this.engine, this.interaction.channel().id(), responseId(), customId);
	}

	private long responseId() {
		InteractionResponse response = awaitAcknowledgement(Duration.ZERO);
		JsonNode message = Json.parse(response.json().getBytes(StandardCharsets.UTF_8));
		long id = (message != null) ? Json.snowflake(message.get("id")) : 0;
		if (id == 0) {
			throw new IllegalStateException("The bot answered with type " + response.type() + ", not with a message");
		}
		return id;
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
