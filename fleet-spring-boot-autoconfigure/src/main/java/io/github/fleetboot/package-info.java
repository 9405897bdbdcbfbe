/**
 * The vocabulary of a fleet: roles, identities, shard ranges, annotations and events.
 */
@NullMarked
package io.github.fleetboot;

import org.jspecify.annotations.NullMarked;
