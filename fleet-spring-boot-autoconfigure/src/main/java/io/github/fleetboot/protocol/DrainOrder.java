package io.github.fleetboot.protocol;

/**
 * The Admiral tells a worker to finish its work and stop.
 *
 * @param timeoutMillis after how many milliseconds it will be killed
 * @param finish whether it is to answer first what other members have asked of it: no
 * more messages go to it
 */
public record DrainOrder(long timeoutMillis, boolean finish) {
}
