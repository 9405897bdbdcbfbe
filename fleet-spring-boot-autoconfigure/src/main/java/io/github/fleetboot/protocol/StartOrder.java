package io.github.fleetboot.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The Admiral lets a worker that stands by begin its work.
 *
 * @param gatewayUrl where the shards connect to, {@code null} for a service
 */
public record StartOrder(@Nullable String gatewayUrl) {
}
