/**
 * Starts, watches and stops JVMs, and is the only user of
 * {@link java.lang.ProcessBuilder}.
 */
@NullMarked
package io.github.fleetboot.process;

import org.jspecify.annotations.NullMarked;
