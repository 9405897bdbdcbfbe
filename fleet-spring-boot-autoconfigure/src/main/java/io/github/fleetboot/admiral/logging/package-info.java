/**
 * Logs in the Admiral what workers have logged. With {@code worker.logging} the only
 * place that knows Logback.
 */
@NullMarked
package io.github.fleetboot.admiral.logging;

import org.jspecify.annotations.NullMarked;
