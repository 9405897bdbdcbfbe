package io.github.fleetboot;

import java.time.Duration;

/**
 * All services are ready and all shards connected: once after the start, and again only
 * after the fleet was not ready in between.
 *
 * @param shards the number of shards of this host
 * @param duration how long it took since the fleet began to start, or was ready last
 * @since 0.1.0
 */
public record FleetReadyEvent(int shards, Duration duration) implements FleetEvent {
}
