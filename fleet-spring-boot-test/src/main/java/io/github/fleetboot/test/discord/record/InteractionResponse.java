package io.github.fleetboot.test.discord.record;

import org.jspecify.annotations.Nullable;

/**
 * How the bot answered an interaction.
 *
 * @param type the callback's type: 4 for a message, 5 for a deferred one, 9 for a modal
 * @param content the message's text as it stands, empty if there is none
 * @param ephemeral whether only the user sees it
 * @param acknowledged when the callback was received
 * @param completed when the answer was complete: with the callback, or with the first
 * edit of a deferred message; {@code null} before that
 * @param json the message object, or the data of a callback that is no message
 * @since 0.1.0
 */
public record InteractionResponse(int type, String content, boolean ephemeral, Moment acknowledged,
		@Nullable Moment completed, String json) {

	/**
	 * Whether the bot asked for time first.
	 * @return {@code true} if the callback was a deferred message
	 */
	public boolean deferred() {
		return this.type == 5;
	}

}
