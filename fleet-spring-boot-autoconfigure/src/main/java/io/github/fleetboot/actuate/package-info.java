/**
 * The {@code fleet} actuator endpoint and health.
 */
@NullMarked
package io.github.fleetboot.actuate;

import org.jspecify.annotations.NullMarked;
