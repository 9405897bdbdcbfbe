/**
 * How the gateway keeps its rules, and what it does where Discord's documentation is
 * silent: a type for each choice.
 */
@NullMarked
package io.github.fleetboot.test.discord.rules;

import org.jspecify.annotations.NullMarked;
