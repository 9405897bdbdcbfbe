package io.github.fleetboot.local;

import io.github.fleetboot.test.discord.boot.AutoConfigureDiscord;
import io.github.fleetboot.test.discord.boot.FleetMode;

import org.springframework.boot.test.context.TestConfiguration;

/**
 * A Discord for development.
 */
@TestConfiguration(proxyBeanMethods = false)
@AutoConfigureDiscord(guilds = 20, shards = 2, maxConcurrency = 2, control = true, fleet = FleetMode.IN_PROCESS)
public class LocalDiscord {

}
