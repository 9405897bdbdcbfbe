package io.github.fleetboot.protocol;

import java.util.Map;

import io.github.fleetboot.stats.ContributorHealth;
import io.github.fleetboot.stats.WorkerMeters;

/**
 * What a worker answers when it is asked for its statistics.
 *
 * @param incarnation which of the worker's JVMs answers
 * @param vitals how it fares
 * @param discord what a cluster counts besides
 * @param meters its meters
 * @param health what its health contributors say, by name
 */
public record WorkerReport(int incarnation, WorkerVitals vitals, DiscordFigures discord, WorkerMeters meters,
		Map<String, ContributorHealth> health) {
}
