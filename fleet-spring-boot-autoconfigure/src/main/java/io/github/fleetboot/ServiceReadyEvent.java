package io.github.fleetboot;

/**
 * A service is ready.
 *
 * @param service the name of the service
 * @since 0.1.0
 */
public record ServiceReadyEvent(String service) implements FleetEvent {
}
