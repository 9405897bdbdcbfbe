/**
 * Sessions of the gateway and their connections. Internal: may change in any release.
 */
@NullMarked
package io.github.fleetboot.test.discord.gateway;

import org.jspecify.annotations.NullMarked;
