/**
 * What there is: guilds, users, the application and how they look as JSON. Internal, but
 * for the types that the emulator hands out.
 */
@NullMarked
package io.github.fleetboot.test.discord.world;

import org.jspecify.annotations.NullMarked;
