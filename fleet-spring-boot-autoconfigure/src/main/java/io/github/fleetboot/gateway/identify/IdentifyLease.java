package io.github.fleetboot.gateway.identify;

/**
 * Leave to send one IDENTIFY.
 *
 * @param id the lease, unique in the life of the coordinator
 * @param shard the shard that may identify
 */
public record IdentifyLease(long id, int shard) {
}
