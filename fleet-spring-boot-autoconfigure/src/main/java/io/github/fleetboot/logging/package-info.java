/**
 * What is logged in a fleet, as values, and the rules of what of it is kept.
 */
@NullMarked
package io.github.fleetboot.logging;

import org.jspecify.annotations.NullMarked;
