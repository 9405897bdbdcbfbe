/**
 * What the clusters have cached of Discord's entities, for all members of the fleet.
 */
@NullMarked
package io.github.fleetboot.cache;

import org.jspecify.annotations.NullMarked;
