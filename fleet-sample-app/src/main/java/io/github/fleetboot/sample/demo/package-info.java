/**
 * With profile {@code demo}: a Discord of its own, and somebody who talks to the bot.
 */
@NullMarked
package io.github.fleetboot.sample.demo;

import org.jspecify.annotations.NullMarked;
