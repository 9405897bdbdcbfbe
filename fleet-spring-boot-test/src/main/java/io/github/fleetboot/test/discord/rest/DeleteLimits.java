package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.function.Function;

import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Snowflakes;

/**
 * Deleting a message is limited by the message's age, with three buckets of different
 * hashes. What is not there counts as young.
 */
final class DeleteLimits implements Function<RestRequest, RateLimit> {

	static final Duration OLD = Duration.ofDays(14);

	private static final Duration YOUNG = Duration.ofSeconds(10);

	private static final RateLimit OF_OLD = new RateLimit("message-delete-old", 30, Duration.ofSeconds(4));

	private static final RateLimit OF_OTHERS = new RateLimit("message-delete", 3, Duration.ofMillis(333));

	private static final RateLimit OF_YOUNG = new RateLimit("message-delete-young", 5, Duration.ofSeconds(1));

	private final Messages messages;

	DeleteLimits(Messages messages) {
		this.messages = messages;
	}

	@Override
	public RateLimit apply(RestRequest request) {
		long id = Json.snowflake(request.parameter("message"));
		if (this.messages.find(Json.snowflake(request.parameter("channel")), id) == null) {
			return OF_YOUNG;
		}
		Duration age = Snowflakes.age(id, request.time().instant());
		return (age.compareTo(OLD) > 0) ? OF_OLD : (age.compareTo(YOUNG) < 0) ? OF_YOUNG : OF_OTHERS;
	}

}
