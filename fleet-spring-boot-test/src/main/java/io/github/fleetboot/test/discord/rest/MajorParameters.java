package io.github.fleetboot.test.discord.rest;

/**
 * Tells apart the buckets of one hash: the channel, the guild, the webhook with its token
 * if it has one, or the interaction.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/topics/rate-limits#header-format">Rate limits</a>
 */
final class MajorParameters {

	private MajorParameters() {
	}

	static String of(RestRequest request) {
		String token = request.parameter("token");
		for (String name : new String[] { "channel", "guild", "webhook" }) {
			String value = request.parameter(name);
			if (!value.isEmpty()) {
				return token.isEmpty() ? value : value + ":" + token;
			}
		}
		return token;
	}

}
