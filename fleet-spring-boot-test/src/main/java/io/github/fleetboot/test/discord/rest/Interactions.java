package io.github.fleetboot.test.discord.rest;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The interactions that wait for their answer or may still be followed up. Used by the
 * emulator's thread only.
 */
public final class Interactions {

	private static final int REMEMBERED = 10_000;

	private final Settings settings;

	private final People people;

	private final Map<Long, Interaction> byId = new LinkedHashMap<>();

	private final Map<String, Interaction> byToken = new LinkedHashMap<>();

	Interactions(Settings settings, People people) {
		this.settings = settings;
		this.people = people;
	}

	/**
	 * Await the answer of an interaction.
	 * @param interaction the interaction
	 */
	public void add(Interaction interaction) {
		this.people.meet(interaction.user());
		this.byId.put(interaction.id(), interaction);
		this.byToken.put(interaction.token(), interaction);
		if (this.byId.size() > REMEMBERED) {
			Interaction eldest = this.byId.values().iterator().next();
			this.byId.remove(eldest.id());
			this.byToken.remove(eldest.token());
		}
	}

	@Nullable Interaction find(long id) {
		return this.byId.get(id);
	}

	/**
	 * The interaction a callback may answer.
	 * @throws RestException if there is none such, or it was answered, or it is too late
	 */
	Interaction toAnswer(RestRequest request) {
		Interaction interaction = this.byId.get(Json.snowflake(request.parameter("interaction")));
		if (interaction == null || !interaction.token().equals(request.parameter("token"))) {
			throw unknown();
		}
		if (interaction.isAnswered()) {
			throw (this.settings.rest.repeatedCallbackCode == 40060)
					? new RestException(400, 40060, "Interaction has already been acknowledged.") : unknown();
		}
		if (age(interaction, request.time()) > this.settings.interactionDeadline.toNanos()) {
			throw unknown();
		}
		return interaction;
	}

	/**
	 * The interaction a webhook's token belongs to.
	 * @throws RestException if there is none such, or it was not answered yet, or it is
	 * too late
	 */
	Interaction toFollowUp(RestRequest request) {
		Interaction interaction = this.byToken.get(request.parameter("token"));
		boolean expired = interaction != null
				&& age(interaction, request.time()) > this.settings.rest.interactionTokenLifetime.toNanos();
		if (expired && this.settings.rest.expiredTokenCode == 50027) {
			throw new RestException(401, 50027, "Invalid Webhook Token");
		}
		if (interaction == null || expired || !interaction.isAnswered()) {
			throw new RestException(404, 10015, "Unknown Webhook");
		}
		return interaction;
	}

	private static long age(Interaction interaction, Moment now) {
		return interaction.created().until(now).toNanos();
	}

	private static RestException unknown() {
		return new RestException(404, 10062, "Unknown interaction");
	}

}
