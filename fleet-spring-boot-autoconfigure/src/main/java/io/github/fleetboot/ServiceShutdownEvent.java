package io.github.fleetboot;

import org.jspecify.annotations.Nullable;

/**
 * The JVM of a service has ended, as was wanted or not.
 *
 * @param service the name of the service
 * @param cause what went wrong, {@code null} if the end was wanted
 * @since 0.1.0
 */
public record ServiceShutdownEvent(String service, @Nullable String cause) implements FleetEvent {
}
