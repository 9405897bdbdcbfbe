/**
 * What happened: the record of everything that the emulator saw and did.
 */
@NullMarked
package io.github.fleetboot.test.discord.record;

import org.jspecify.annotations.NullMarked;
