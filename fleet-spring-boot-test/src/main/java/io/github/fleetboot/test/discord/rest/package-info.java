/**
 * Routes of the REST API and their limits. Internal: may change in any release.
 */
@NullMarked
package io.github.fleetboot.test.discord.rest;

import org.jspecify.annotations.NullMarked;
