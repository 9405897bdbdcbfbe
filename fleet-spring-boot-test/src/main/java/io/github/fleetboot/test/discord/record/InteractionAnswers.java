package io.github.fleetboot.test.discord.record;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who answered an interaction. With twin sessions each fleet may try, and one wins.
 *
 * @param interactionId the interaction
 * @param winner the attempt that was taken, {@code null} if none was
 * @param losers the attempts that were refused, as too late, as second or for their form
 * @since 0.1.0
 * @see <a href=
 * "https://docs.discord.com/developers/interactions/receiving-and-responding">Receiving
 * and responding</a>
 */
public record InteractionAnswers(long interactionId, DiscordRecord.@Nullable Callback winner,
		List<DiscordRecord.Callback> losers) {

	static InteractionAnswers of(long interactionId, List<DiscordRecord.Callback> attempts) {
		DiscordRecord.Callback winner = attempts.stream()
			.filter((attempt) -> attempt.status() < 300)
			.findFirst()
			.orElse(null);
		return new InteractionAnswers(interactionId, winner,
				attempts.stream().filter((attempt) -> attempt.status() >= 300).toList());
	}

}
