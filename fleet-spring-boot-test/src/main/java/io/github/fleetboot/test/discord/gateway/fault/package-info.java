/**
 * What can go wrong with the emulated gateway: whom it strikes, when, and how. Internal.
 */
@NullMarked
package io.github.fleetboot.test.discord.gateway.fault;

import org.jspecify.annotations.NullMarked;
