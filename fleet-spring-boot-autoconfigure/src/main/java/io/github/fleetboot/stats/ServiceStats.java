package io.github.fleetboot.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One service.
 *
 * @param name its name
 * @param uptime seconds since its JVM was forked
 * @param memory its resident memory, in bytes
 * @param ipcLatency the round trip from the Admiral in milliseconds, {@code null} while
 * unknown
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ServiceStats(String name, double uptime, long memory, @Nullable Double ipcLatency) {
}
