package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;

/**
 * A message a user has sent. May be used from any thread.
 *
 * @since 0.1.0
 */
public final class SentMessage {

	private final Engine engine;

	private final long id;

	private final long channelId;

	private final String content;

	SentMessage(Engine engine, long id, long channelId, String content) {
		this.engine = engine;
		this.id = id;
		this.channelId = channelId;
		this.content = content;
	}

	/**
	 * The message's id.
	 * @return the id
	 */
	public long id() {
		return this.id;
	}

	/**
	 * The channel it was sent to.
	 * @return the channel's id
	 */
	public long channelId() {
		return this.channelId;
	}

	/**
	 * Wait for the bot's reply, as long as the emulator is
	 * {@link DiscordEmulatorBuilder#patience(Duration) patient}.
	 * @return the bot's message
	 * @throws EmulatorTimeoutException if there was none in time
	 * @see #awaitReply(Duration)
	 */
	public BotMessage awaitReply() {
		return awaitReply(this.engine.settings().patience);
	}

	/**
	 * Wait for the bot's first message in this channel that came after this one and is no
	 * reply to another.
	 * @param timeout how long to wait at most
	 * @return the bot's message
	 * @throws EmulatorTimeoutException if there was none in time
	 */
	public BotMessage awaitReply(Duration timeout) {
		return awaitReplies(1, timeout).get(0);
	}

	/**
	 * Wait for the bot's first message in this channel that came after this one and fits.
	 * The right form when several messages are under way in the channel.
	 * @param fits tells a fitting message; must not block
	 * @param timeout how long to wait at most
	 * @return the bot's message
	 * @throws EmulatorTimeoutException if there was none in time
	 */
	public BotMessage awaitReply(Predicate<BotMessage> fits, Duration timeout) {
		return this.engine.<BotMessage>await("a fitting reply to '" + this.content + "'", timeout,
				() -> replies().stream().filter(fits).findFirst().orElse(null));
	}

	/**
	 * Wait for several messages of the bot in this channel, as
	 * {@link #awaitReply(Duration)} does for one.
	 * @param count how many
	 * @param timeout how long to wait at most
	 * @return the first of them, in the order of the bot's requests
	 * @throws EmulatorTimeoutException if there were too few in time
	 */
	public List<BotMessage> awaitReplies(int count, Duration timeout) {
		return this.engine.<List<BotMessage>>await(count + " replies to '" + this.content + "'", timeout, () -> {
			List<BotMessage> replies = replies();
			return (replies.size() >= count) ? replies.subList(0, count) : null;
		});
	}

	private List<BotMessage> replies() {
		return this.engine.record()
			.messagesIn(this.channelId)
			.stream()
			.filter((message) -> message.id() > this.id && (message.repliesTo() == 0 || message.repliesTo() == this.id))
			.toList();
	}

}
