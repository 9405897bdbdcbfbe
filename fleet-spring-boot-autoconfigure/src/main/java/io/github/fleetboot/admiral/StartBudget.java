package io.github.fleetboot.admiral;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import io.github.fleetboot.gateway.identify.IdentifyCoordinator;
import io.github.fleetboot.gateway.identify.SessionStartLimit;
import org.jspecify.annotations.Nullable;

/**
 * Whether there are IDENTIFYs for one more start of a cluster. A reserve is left for the
 * next start of the whole fleet, which a replacement may not touch.
 */
final class StartBudget {

	private final IdentifyCoordinator coordinator;

	private final int reserve;

	private final InstantSource clock;

	/**
	 * Create a budget.
	 * @param coordinator knows what is left
	 * @param reserve how many IDENTIFYs are kept
	 * @param clock tells the time of the day
	 */
	StartBudget(IdentifyCoordinator coordinator, int reserve, InstantSource clock) {
		this.coordinator = coordinator;
		this.reserve = reserve;
		this.clock = clock;
	}

	/**
	 * Why a number of shards may not identify now.
	 * @param shards the number of shards
	 * @param underWay how many others are about to identify
	 * @return the reason, {@code null} if they may
	 */
	@Nullable String shortage(int shards, int underWay) {
		SessionStartLimit limit = this.coordinator.limit();
		int left = limit.remaining() - underWay - shards;
		if (shards == 0 || left >= this.reserve) {
			return null;
		}
		// The moment, not the time until then: the reason stays the same while it lasts
		Instant reset = this.clock.instant().plus(limit.resetAfter()).truncatedTo(ChronoUnit.MINUTES);
		return "%d IDENTIFYs are needed, %d are left, and fleet.sharding.identify-reserve keeps %d; the budget is full again at %s"
			.formatted(shards, Math.max(0, limit.remaining() - underWay), this.reserve, reset);
	}

	/**
	 * How long a number of shards needs at least to identify.
	 */
	Duration shortestTime(int shards) {
		return this.coordinator.shortestTime(shards);
	}

	SessionStartLimit limit() {
		return this.coordinator.limit();
	}

}
