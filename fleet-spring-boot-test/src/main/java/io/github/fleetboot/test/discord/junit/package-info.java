/**
 * The emulator in tests with JUnit Jupiter, without Spring.
 */
@NullMarked
package io.github.fleetboot.test.discord.junit;

import org.jspecify.annotations.NullMarked;
