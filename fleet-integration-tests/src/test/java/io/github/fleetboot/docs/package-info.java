/**
 * The examples of README and docs, compiled, and the test that holds the two together.
 */
@NullMarked
package io.github.fleetboot.docs;

import org.jspecify.annotations.NullMarked;
