package io.github.fleetboot.protocol;

/**
 * A cluster asks for leave to identify.
 *
 * @param shard the shard
 */
public record IdentifyRequest(int shard) {
}
