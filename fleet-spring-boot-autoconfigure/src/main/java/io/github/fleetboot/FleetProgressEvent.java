package io.github.fleetboot;

import java.time.Duration;

/**
 * How far the fleet is; now and then while it is not complete yet.
 *
 * @param shardsReady how many shards are connected
 * @param shards how many shards there are on this host
 * @param workersLive how many workers are live
 * @param workers how many workers there are
 * @param leastTimeToGo how long Discord's limit of IDENTIFYs lets the remaining shards
 * take at least, zero if only guilds are still loading
 * @since 0.1.0
 */
public record FleetProgressEvent(int shardsReady, int shards, int workersLive, int workers,
		Duration leastTimeToGo) implements FleetEvent {
}
