package io.github.fleetboot.stats;

import io.github.fleetboot.FleetEvent;

/**
 * Statistics were collected, periodically or on demand.
 *
 * @param stats the statistics
 * @since 0.1.0
 */
public record FleetStatsEvent(FleetStats stats) implements FleetEvent {
}
