package io.github.fleetboot.docs;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.junit.DiscordTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Not run: the emulator's own tests do the same.
 */
// tag::test[]
@DiscordTest(guilds = 100, shards = 4)
class PlainBotTest {

	@Test
	void answers(DiscordEmulator discord) {
		// start the bot with discord.apiUrl(), discord.gatewayUrl() and discord.token()
		discord.awaitReady();
		assertThat(discord.user("ann").says("!ping").awaitReply().content()).isEqualTo("Pong!");
	}

}
// end::test[]
