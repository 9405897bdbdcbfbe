/**
 * The supervising side: starts, watches, replaces and drains the workers.
 */
@NullMarked
package io.github.fleetboot.admiral;

import org.jspecify.annotations.NullMarked;
