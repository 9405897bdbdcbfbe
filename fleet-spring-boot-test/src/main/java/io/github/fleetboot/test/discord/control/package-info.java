/**
 * The emulator as a process of its own, led over HTTP.
 */
@NullMarked
package io.github.fleetboot.test.discord.control;

import org.jspecify.annotations.NullMarked;
