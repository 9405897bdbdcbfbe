package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The troubles that are on, and which of them strike a request.
 */
public final class RestTroubles {

	private static final Logger logger = LoggerFactory.getLogger(RestTroubles.class);

	private final List<RestTrouble> active = new ArrayList<>();

	private final RateLimits limits;

	private final InvalidRequests invalidRequests;

	private final long seed;

	private final Random random;

	RestTroubles(RateLimits limits, InvalidRequests invalidRequests, Settings settings) {
		this.limits = limits;
		this.invalidRequests = invalidRequests;
		this.seed = (settings.seed != null) ? settings.seed : ThreadLocalRandom.current().nextInt();
		this.random = new Random(this.seed);
	}

	/**
	 * Switch a trouble on.
	 * @param trouble the trouble
	 */
	public void add(RestTrouble trouble) {
		if (trouble.isByChance()) {
			logger.info("Random REST faults come from seed({})", this.seed);
		}
		this.active.add(trouble);
	}

	/**
	 * Switch a trouble off.
	 * @param trouble the trouble
	 */
	public void remove(RestTrouble trouble) {
		this.active.remove(trouble);
	}

	/**
	 * Ban an address.
	 * @param source the address
	 * @param length for how long
	 */
	public void ban(String source, Duration length) {
		this.invalidRequests.ban(source, Moment.now().nanos(), length);
	}

	/**
	 * Switch all troubles off, and lift all bans.
	 */
	public void clear() {
		this.active.clear();
		this.invalidRequests.pardon();
	}

	Strike strike(Exchange exchange) {
		if (this.active.isEmpty()) {
			return Strike.NONE;
		}
		List<RestTrouble> striking = new ArrayList<>();
		for (RestTrouble trouble : List.copyOf(this.active)) {
			if (trouble.isOver(exchange.request().time())) {
				this.active.remove(trouble);
			}
			else if (trouble.strikes(exchange, this.random)) {
				striking.add(trouble);
			}
		}
		return striking.isEmpty() ? Strike.NONE : new Strike(striking, this.limits);
	}

	/**
	 * The troubles that strike one request.
	 */
	record Strike(List<RestTrouble> troubles, @Nullable RateLimits limits) {

		static final Strike NONE = new Strike(List.of(), null);

		/**
		 * The answer of the first trouble that lets nothing pass.
		 */
		@Nullable RestResponse answerInStead(Exchange exchange) {
			RateLimit limit = exchange.limit();
			for (RestTrouble trouble : this.troubles) {
				if (this.limits != null && limit != null) {
					trouble.effect().prepare(this.limits, limit);
				}
				RestResponse response = trouble.effect().answerInStead();
				if (response != null) {
					return response;
				}
			}
			return null;
		}

		void alter(Exchange exchange, RestResponse response) {
			this.troubles.forEach((trouble) -> trouble.effect().alter(exchange, response));
		}

		@Nullable String name() {
			return this.troubles.isEmpty() ? null : this.troubles.get(0).effect().name();
		}

	}

}
