package io.github.fleetboot.bot;

import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/**
 * One fleet of 2 clusters with 2 shards each and 2 services, forked from the class path
 * of a test runner. Classes that replace workers come last.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class FleetIntegrationTests {

	static final int GUILDS = 40;

	@BeforeAll
	static void start() {
		DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(GUILDS)
			.membersPerGuild(5)
			.shards(4)
			.identifyWindow(Duration.ofMillis(500))
			.rateLimits(false)
			.start();
		AbstractFleetIntegrationTests.fleet = BotFleet
			.start(discord, "--fleet.clusters.count=2", "--fleet.sharding.identify-interval=500ms",
					"--fleet.ipc.max-payload=1MB", "--fleet.workers.orphan-timeout=3s", "--fleet.eval.enabled=true")
			.awaitReady();
	}

	@AfterAll
	static void stop() {
		AbstractFleetIntegrationTests.fleet.close();
	}

	@Nested
	@Order(1)
	class State extends FleetStateIntegrationTests {

	}

	@Nested
	@Order(2)
	class Messaging extends FleetMessagingIntegrationTests {

	}

	@Nested
	@Order(3)
	class Replacement extends FleetReplacementIntegrationTests {

	}

	@Nested
	@Order(4)
	class Change extends FleetChangeIntegrationTests {

	}

}
