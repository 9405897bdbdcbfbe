/**
 * Support for the tests of a bot that runs as a fleet.
 */
@NullMarked
package io.github.fleetboot.test;

import org.jspecify.annotations.NullMarked;
