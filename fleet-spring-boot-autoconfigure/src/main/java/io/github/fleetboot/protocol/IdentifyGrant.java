package io.github.fleetboot.protocol;

/**
 * Leave to send one IDENTIFY.
 *
 * @param lease the id of the lease
 */
public record IdentifyGrant(long lease) {
}
