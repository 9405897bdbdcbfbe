/**
 * The emulator in tests with Spring Boot, and while one develops.
 */
@NullMarked
package io.github.fleetboot.test.discord.boot;

import org.jspecify.annotations.NullMarked;
