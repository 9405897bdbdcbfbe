/**
 * The port: HTTP and WebSocket connections. Internal: may change in any release.
 */
@NullMarked
package io.github.fleetboot.test.discord.server;

import org.jspecify.annotations.NullMarked;
