/**
 * Lets JDA ask the fleet for its gateway and for leave to identify.
 */
@NullMarked
package io.github.fleetboot.gateway.jda;

import org.jspecify.annotations.NullMarked;
