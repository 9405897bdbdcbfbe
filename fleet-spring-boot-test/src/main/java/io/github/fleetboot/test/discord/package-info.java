/**
 * A strict emulator of Discord's REST API and gateway, for tests without a token.
 */
@NullMarked
package io.github.fleetboot.test.discord;

import org.jspecify.annotations.NullMarked;
