package io.github.fleetboot.docs;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.RestFault;
import io.github.fleetboot.test.discord.SentMessage;
import io.github.fleetboot.test.discord.record.InteractionResponse;
import io.github.fleetboot.test.discord.record.Moment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Not run: the emulator's own tests do the same.
 */
class TestingExamples {

	void first() {
		// tag::first[]
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(100)
			.shards(4)
			.identifyWindow(Duration.ofMillis(200))
			.start()) {
			// start the bot with its apiUrl(), gatewayUrl() and token()
			discord.awaitSessions(4, Duration.ofSeconds(30));

			BotMessage reply = discord.message(0)
				.from("ann")
				.content("!ping 1")
				.send()
				.awaitReply(Duration.ofSeconds(5));
			assertThat(reply.content()).isEqualTo("pong 1");

			InteractionResponse echo = discord.slashCommand(0, "echo")
				.option("word", "hi")
				.send()
				.awaitResponse(Duration.ofSeconds(5));
			assertThat(echo.content()).isEqualTo("hi");

			assertThat(discord.record().violations()).isEmpty();
		}
		// end::first[]
	}

	Duration start(DiscordEmulator discord) {
		// tag::start[]
		Moment first = discord.record().identifies().get(0).time();
		Duration start = discord.awaitSessions(4, Duration.ofSeconds(30))
			.stream()
			.map((session) -> first.until(session.guildsSent()))
			.max(Comparator.naturalOrder())
			.orElseThrow();
		// end::start[]
		return start;
	}

	void load(DiscordEmulator discord, List<Long> seen) {
		// tag::load[]
		discord.in(7).member("ann").joins();
		discord.load().eventsPerSecond(200).messages(8).typing(2).during(Duration.ofSeconds(10));

		// seen: the ids of the messages that reached the bot, in their order
		discord.record().compare(seen, (event) -> event.type().equals("MESSAGE_CREATE")).assertComplete();
		// end::load[]
	}

	void lostAnswer(DiscordEmulator discord) {
		// tag::lost-answer[]
		RestFault lost = discord.fail().rest().route("channels/{channel}/messages").times(1).resetConnection();
		SentMessage ping = discord.message(0).content("!ping 2").send();
		assertThat(ping.awaitReply(Duration.ofSeconds(10)).content()).isEqualTo("pong 2");
		assertThat(lost.struck()).isOne();
		// end::lost-answer[]
	}

}
