/**
 * The fleet's data store: its interface, its rules, and the engine that keeps it in
 * memory.
 */
@NullMarked
package io.github.fleetboot.store;

import org.jspecify.annotations.NullMarked;
