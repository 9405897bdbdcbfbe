package io.github.fleetboot.docs;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.boot.AutoConfigureDiscord;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Not run: a test of the fleet's own does the same.
 */
// tag::test[]
@SpringBootTest
@AutoConfigureDiscord
class MyBotTest {

	@Autowired
	private DiscordEmulator discord;

	@Test
	void answers() {
		assertThat(this.discord.user("ann").says("!ping").awaitReply().content()).isEqualTo("Pong!");
		assertThat(this.discord.record().violations()).isEmpty();
	}

}
// end::test[]
