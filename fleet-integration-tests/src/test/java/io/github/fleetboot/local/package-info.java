/**
 * What a developer runs a bot with; outside of what the bot scans.
 */
package io.github.fleetboot.local;
