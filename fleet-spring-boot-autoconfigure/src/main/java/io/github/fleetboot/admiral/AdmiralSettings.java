package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.Set;

import io.github.fleetboot.gateway.sharding.ShardingRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the Admiral is to run.
 *
 * @param name the fleet's name
 * @param sharding which shards
 * @param services the names of the services, in the order in which they begin
 * @param dormantServices the names of those that do not start with the fleet
 * @param intents the names of the configured intents, {@code null} if they are JDA's
 * @param gatewayUrl where shards connect to, {@code null} for what Discord says
 * @param maxConcurrency how many shards may identify in one interval, {@code null} for
 * what Discord says
 * @param identifyReserve how many IDENTIFYs replacements must leave, {@code null} for as
 * many as there are shards, but no more than a fifth of a day's
 * @param identifyInterval the time between two IDENTIFYs of a bucket, margin included
 * @param broadcastEvents whether workers are told of the fleet's events
 */
public record AdmiralSettings(String name, ShardingRequest sharding, Set<String> services, Set<String> dormantServices,
		@Nullable Set<String> intents, @Nullable String gatewayUrl, @Nullable Integer maxConcurrency,
		@Nullable Integer identifyReserve, Duration identifyInterval, boolean broadcastEvents) {
}
