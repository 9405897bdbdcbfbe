package io.github.fleetboot.docs;

import io.github.fleetboot.test.discord.boot.AutoConfigureDiscord;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;

// tag::local[]
public class LocalBot {

	public static void main(String[] args) {
		SpringApplication.from(MyBot::main).with(Discord.class).run(args);
	}

	@TestConfiguration(proxyBeanMethods = false)
	@AutoConfigureDiscord(port = 8081, guilds = 20, shards = 4, control = true)
	static class Discord {

	}

}
// end::local[]
