/**
 * A client of Discord written from its documentation alone, on the JDK's own HTTP client
 * and WebSocket, and clients of other languages.
 */
@NullMarked
package io.github.fleetboot.test.discord.client;

import org.jspecify.annotations.NullMarked;
