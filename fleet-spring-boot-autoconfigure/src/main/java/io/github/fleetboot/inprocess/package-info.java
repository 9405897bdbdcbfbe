/**
 * Runs workers inside the Admiral's JVM, for development: the one place where both sides
 * meet.
 */
@NullMarked
package io.github.fleetboot.inprocess;

import org.jspecify.annotations.NullMarked;
