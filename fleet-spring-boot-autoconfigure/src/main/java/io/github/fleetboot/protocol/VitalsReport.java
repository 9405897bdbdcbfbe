package io.github.fleetboot.protocol;

/**
 * A worker tells how it fares, and thereby that it lives.
 *
 * @param incarnation which of the worker's JVMs tells
 * @param vitals how it fares
 */
public record VitalsReport(int incarnation, WorkerVitals vitals) {
}
