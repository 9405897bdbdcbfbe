/**
 * Takes what a worker logs and hands it to the Admiral. With {@code admiral.logging} the
 * only place that knows Logback.
 */
@NullMarked
package io.github.fleetboot.worker.logging;

import org.jspecify.annotations.NullMarked;
