package io.github.fleetboot.admiral;

import org.jspecify.annotations.Nullable;

/**
 * What JVMs of workers are forked from: one version of the application, with one set of
 * JVM arguments.
 *
 * @param name the update that brought it, {@code null} for what the fleet started with
 * @param launcher forks from it
 */
record WorkerRelease(@Nullable String name, WorkerLauncher launcher) {
}
