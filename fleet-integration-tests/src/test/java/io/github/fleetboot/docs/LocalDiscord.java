package io.github.fleetboot.docs;

import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;

// tag::emulator[]
class LocalDiscord {

	public static void main(String[] args) throws InterruptedException {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.port(8081)
			.token("local")
			.guilds(20)
			.shards(4)
			.identifyWindow(Duration.ofSeconds(1))
			.start()) {
			System.out.println(discord.apiUrl() + " " + discord.gatewayUrl());
			Thread.currentThread().join();
		}
	}

}
// end::emulator[]
