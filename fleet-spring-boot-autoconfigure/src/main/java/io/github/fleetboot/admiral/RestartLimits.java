package io.github.fleetboot.admiral;

import java.time.Duration;

/**
 * How often a worker that fails is started again.
 *
 * @param maxRestarts how many times in a row, -1 for no limit
 * @param stableAfter how long a worker must have been live for its failures not to count
 * as in a row
 * @param intensity how many times within the window, in a row or not
 * @param window the time that the intensity counts over
 */
public record RestartLimits(int maxRestarts, Duration stableAfter, int intensity, Duration window) {
}
