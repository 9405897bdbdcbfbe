/**
 * Expressions that one member of the fleet has another evaluate.
 */
@NullMarked
package io.github.fleetboot.eval;

import org.jspecify.annotations.NullMarked;
