package io.github.fleetboot.docs;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.Person;
import io.github.fleetboot.test.discord.RestFault;
import io.github.fleetboot.test.discord.SentMessage;
import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.InteractionResponse;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.rules.MissedHeartbeat;
import io.github.fleetboot.test.discord.rules.SessionTakeover;
import io.github.fleetboot.test.discord.rules.TwinInteractions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Not run: the emulator's own tests do the same.
 */
class TestingExamples {

	void people(DiscordEmulator discord) {
		// tag::people[]
		Person ann = discord.user("ann");
		ann.in(3).joins();
		BotMessage reply = ann.in(3).says("!ping 1").awaitReply();
		InteractionResponse echo = ann.in(3).calls("/echo", "word", "hi").awaitResponse();
		BotMessage answer = ann.whispers("help").awaitReply();
		ann.clicks(reply, "again").awaitResponse();
		// end::people[]
		assertThat(List.of(reply, echo, answer)).doesNotContainNull();
	}

	void itself(DiscordEmulator discord) {
		// tag::itself[]
		discord.itself().restartsShard(3);
		discord.user("ann").in(7).says("!ping 2");
		discord.awaitRecord("a resume", (record) -> !record.resumes().isEmpty(), Duration.ofSeconds(10));
		discord.itself().isDownFor(Duration.ofSeconds(5));
		// end::itself[]
	}

	void faults(DiscordEmulator discord) {
		// tag::faults[]
		discord.fail().shard(3).close(4000);
		discord.fail().everySession().percent(20).afterEvents(100).reset();
		discord.fail().guild(5).during(Duration.ofSeconds(2)).outage();
		discord.fail().connections().times(1).reconnectBeforeHello();
		// end::faults[]
	}

	Duration start(DiscordEmulator discord) {
		// tag::start[]
		Moment first = discord.record().identifies().get(0).time();
		Duration start = discord.awaitReady()
			.stream()
			.map((session) -> first.until(session.guildsSent()))
			.max(Comparator.naturalOrder())
			.orElseThrow();
		// end::start[]
		return start;
	}

	DiscordEmulator rules() {
		// tag::rules[]
		DiscordEmulator discord = DiscordEmulator.builder()
			.gateway((rules) -> rules.sessionTakeover(SessionTakeover.REFUSED)
				.missedHeartbeat(MissedHeartbeat.SESSION_TIMED_OUT)
				.twinInteractions(TwinInteractions.ONE_SESSION))
			.start();
		// end::rules[]
		return discord;
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
