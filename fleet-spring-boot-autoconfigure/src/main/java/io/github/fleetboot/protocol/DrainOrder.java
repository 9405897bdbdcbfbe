package io.github.fleetboot.protocol;

/**
 * The Admiral tells a worker to finish its work and stop.
 *
 * @param timeoutMillis after how many milliseconds it will be killed
 */
public record DrainOrder(long timeoutMillis) {
}
