/**
 * A small bot, and fleets of it on the emulator.
 */
package io.github.fleetboot.bot;
