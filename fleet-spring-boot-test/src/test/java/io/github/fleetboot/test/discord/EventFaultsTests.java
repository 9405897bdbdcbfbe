package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.fleetboot.test.discord.record.Comparison;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of events, live and replayed, of guilds and of what a session is told first.
 */
class EventFaultsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration SOON = Duration.ofMillis(50);

	private final DiscordEmulator discord = DiscordEmulator.builder()
		.guilds(4)
		.maxConcurrency(16)
		.identifyWindow(Duration.ofNanos(1))
		.seed(1)
		.start();

	private GatewayClient client;

	private String session;

	@BeforeEach
	void identify() {
		this.client = GatewayClient.connect(this.discord).identifyWithContent(0, 1);
		this.session = this.client.awaitReady();
		this.discord.awaitSessions(1, PATIENCE);
		this.client.untilAck();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.discord.close();
	}

	private DiscordFaults fail() {
		return this.discord.fail();
	}

	private void say(int guild, String content) {
		this.discord.message(guild).content(content).send();
	}

	private List<String> heard() {
		return contents(this.client.untilAck());
	}

	private static List<String> contents(List<JsonNode> payloads) {
		return payloads.stream()
			.filter((payload) -> payload.path("t").stringValue().equals("MESSAGE_CREATE"))
			.map((payload) -> payload.path("d").path("content").stringValue())
			.toList();
	}

	private static List<String> types(List<JsonNode> payloads) {
		return payloads.stream().map((payload) -> payload.path("t").stringValue()).toList();
	}

	private static List<Long> numbers(List<JsonNode> payloads) {
		return payloads.stream().map((payload) -> payload.path("s").longValue()).toList();
	}

	private Comparison compare(List<Long> seen) {
		return this.discord.record().compare(seen, (event) -> event.type().equals("MESSAGE_CREATE"));
	}

	private List<String> faults() {
		return this.discord.record().faults().stream().map(DiscordRecord.Fault::what).toList();
	}

	private long last() {
		List<DiscordRecord.Event> events = this.discord.record().events();
		return events.get(events.size() - 1).sequence();
	}

	/**
	 * What a client is told that resumes.
	 */
	private List<JsonNode> resumed(long seen) {
		try (GatewayClient again = GatewayClient.connect(this.discord).resume(this.session, seen)) {
			List<JsonNode> payloads = new ArrayList<>();
			again.next();
			do {
				payloads.add(again.next());
			}
			while (!payloads.get(payloads.size() - 1).path("t").stringValue().equals("RESUMED"));
			return payloads.subList(0, payloads.size() - 1);
		}
	}

	@Test
	void losesEvents() {
		OngoingFault fault = fail().shard(0).loseEvents(100);
		SentMessage lost = this.discord.message(0).content("lost").send();
		fault.cancel();
		say(0, "kept");
		List<JsonNode> payloads = this.client.untilAck();
		assertThat(contents(payloads)).containsExactly("kept");
		assertThat(last()).isEqualTo(payloads.get(0).path("s").longValue());
		assertThat(faults()).contains("lost events: MESSAGE_CREATE " + lost.id());
		assertThat(compare(List.of()).toString()).contains("lost: MESSAGE_CREATE %d of guild %d: a fault kept it"
			.formatted(lost.id(), this.discord.guild(0).id()));
	}

	@Test
	void losesAShareOfTheEvents() {
		fail().everySession().loseEvents(50);
		for (int i = 0; i < 100; i++) {
			say(0, "m");
		}
		long lost = faults().stream().filter((fault) -> fault.startsWith("lost events: ")).count();
		assertThat(lost).isBetween(20L, 80L);
		assertThat(heard()).hasSize(100 - (int) lost);
	}

	@Test
	void losesTheEventsOfOneGuildOnly() {
		fail().guild(1).loseEvents(100);
		say(0, "zero");
		say(1, "one");
		assertThat(heard()).containsExactly("zero");
	}

	@Test
	void repeatsEventsUnderNewNumbers() {
		fail().shard(0).repeatEvents(100);
		say(0, "twice");
		List<JsonNode> payloads = this.client.untilAck();
		assertThat(contents(payloads)).containsExactly("twice", "twice");
		assertThat(payloads.get(1).path("d")).isEqualTo(payloads.get(0).path("d"));
		assertThat(numbers(payloads).get(1)).isEqualTo(numbers(payloads).get(0) + 1);
		assertThat(faults()).anyMatch((fault) -> fault.startsWith("repeated events: MESSAGE_CREATE"));
	}

	@Test
	void fallsSilentAndReplays() {
		long seen = last();
		OngoingFault fault = fail().shard(0).silence();
		say(0, "unheard");
		assertThat(heard()).isEmpty();
		fault.cancel();
		say(0, "heard");
		assertThat(heard()).containsExactly("heard");
		this.client.close();
		assertThat(contents(resumed(seen))).containsExactly("unheard", "heard");
	}

	@Test
	void delaysEventsInOrder() {
		fail().shard(0).delayEvents(Duration.ZERO, SOON.multipliedBy(2));
		Moment first = Moment.now();
		for (int i = 0; i < 20; i++) {
			say(i % 4, "m" + i);
		}
		List<String> contents = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			contents.add(this.client.await("MESSAGE_CREATE").path("d").path("content").stringValue());
			assertThat(contents.get(i)).isEqualTo("m" + i);
		}
		assertThat(first.until(Moment.now())).isGreaterThan(SOON);
	}

	@Test
	void letsHeldEventsGoWhenItEnds() {
		OngoingFault fault = fail().shard(0).delayEvents(Duration.ofMinutes(1));
		say(0, "one");
		say(1, "two");
		assertThat(heard()).isEmpty();
		fault.cancel();
		say(0, "three");
		assertThat(heard()).containsExactly("one", "two", "three");
	}

	@Test
	void reordersAcrossGuildsOnly() {
		OngoingFault fault = fail().shard(0).reorderAcrossGuilds(Duration.ofMinutes(1));
		List<String> sent = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			sent.add((i % 4) + "-" + i);
			say(i % 4, sent.get(i));
		}
		fault.cancel();
		List<String> heard = heard();
		assertThat(heard).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
		for (int guild = 0; guild < 4; guild++) {
			String prefix = guild + "-";
			assertThat(heard.stream().filter((content) -> content.startsWith(prefix)).toList())
				.isEqualTo(sent.stream().filter((content) -> content.startsWith(prefix)).toList());
		}
	}

	@Test
	void reordersWithinAGuild() {
		OngoingFault fault = fail().guild(0).reorderEvents(Duration.ofMinutes(1));
		List<String> sent = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			sent.add("m" + i);
			say(0, sent.get(i));
		}
		say(1, "other");
		assertThat(heard()).containsExactly("other");
		fault.cancel();
		List<JsonNode> payloads = this.client.untilAck();
		assertThat(contents(payloads)).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
		assertThat(numbers(payloads)).isSorted();
		List<Long> seen = new ArrayList<>(
				payloads.stream().map((payload) -> payload.path("d").path("id").asLong()).toList());
		Comparison asSent = compare(seen);
		assertThat(asSent.reordered()).isNotEmpty().allMatch(Comparison.Inversion::isExplained);
		Collections.reverse(seen);
		assertThat(compare(seen).reordered()).isNotEmpty().anyMatch((inversion) -> !inversion.isExplained());
	}

	@Test
	void leavesAGapInTheReplay() {
		long seen = last();
		fail().shard(0).skipOnReplay(2);
		this.client.close();
		for (int i = 0; i < 4; i++) {
			say(0, "m" + i);
		}
		List<JsonNode> replay = resumed(seen);
		assertThat(contents(replay)).containsExactly("m2", "m3");
		assertThat(numbers(replay)).containsExactly(seen + 3, seen + 4);
		assertThat(this.discord.record().resumes().get(0).replayed()).isEqualTo(2);
		assertThat(faults()).contains("gap in the replay: MESSAGE_CREATE s " + (seen + 1),
				"gap in the replay: MESSAGE_CREATE s " + (seen + 2));
	}

	@Test
	void repeatsInTheReplayUnderTheSameNumbers() {
		say(0, "seen");
		long seen = last();
		fail().shard(0).repeatOnReplay(1);
		this.client.close();
		say(0, "missed");
		List<JsonNode> replay = resumed(seen);
		assertThat(contents(replay)).containsExactly("seen", "missed");
		assertThat(numbers(replay)).containsExactly(seen, seen + 1);
		assertThat(faults()).contains("repeated replay: MESSAGE_CREATE s " + seen);
	}

	@Test
	void overrunsAShortBuffer() {
		long seen = last();
		fail().shard(0).shortenReplay(2);
		this.client.close();
		say(0, "one");
		say(0, "two");
		assertThat(resumed(seen)).hasSize(2);
		this.discord.awaitRecord("a drop", (record) -> !record.sessions().get(0).connected(), PATIENCE);
		say(0, "three");
		say(0, "four");
		try (GatewayClient again = GatewayClient.connect(this.discord).resume(this.session, seen)) {
			assertThat(again.await(9).path("d").booleanValue()).isFalse();
		}
		assertThat(this.discord.record().sessions().get(0).ended()).isNotNull();
	}

	@Test
	void dropsResumesForAWhileThenForgetsTheSession() {
		Moment begun = Moment.now();
		OngoingFault fault = fail().shard(0).brickResumes(SOON.multipliedBy(10));
		assertThat(this.client.awaitClose()).isEqualTo(1006);
		try (GatewayClient again = GatewayClient.connect(this.discord).resume(this.session, 1)) {
			assertThat(again.awaitClose()).isEqualTo(1006);
		}
		assertThat(this.discord.record().resumes().get(0).accepted()).isFalse();
		assertThat(faults()).contains("brick: RESUME dropped");
		this.discord.awaitRecord("the end", (record) -> record.sessions().get(0).ended() != null, PATIENCE);
		assertThat(begun.until(Moment.now())).isGreaterThan(SOON.multipliedBy(5));
		assertThat(fault.isOver()).isTrue();
		try (GatewayClient late = GatewayClient.connect(this.discord).resume(this.session, 1)) {
			assertThat(late.await(9).path("d").booleanValue()).isFalse();
		}
	}

	@Test
	void guildsFailAndComeBack() {
		String id = Long.toString(this.discord.guild(2).id());
		OngoingFault fault = fail().guild(2).outage();
		say(2, "unheard");
		say(1, "heard");
		List<JsonNode> during = this.client.untilAck();
		assertThat(types(during)).containsExactly("GUILD_DELETE", "MESSAGE_CREATE");
		assertThat(during.get(0).path("d").path("id").stringValue()).isEqualTo(id);
		assertThat(during.get(0).path("d").path("unavailable").booleanValue()).isTrue();
		fault.cancel();
		say(2, "back");
		List<JsonNode> after = this.client.untilAck();
		assertThat(types(after)).containsExactly("GUILD_CREATE", "MESSAGE_CREATE");
		assertThat(after.get(0).path("d").path("id").stringValue()).isEqualTo(id);
		assertThat(faults()).containsExactly("outage", "end of outage");
	}

	@Test
	void guildsAreUnavailableForASessionThatStarts() {
		OngoingFault fault = fail().guild(2).outage();
		try (GatewayClient late = GatewayClient.connect(this.discord).identify(0, 1)) {
			assertThat(late.await("READY").path("d").path("guilds")).hasSize(4);
			List<String> told = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				told.add(late.next().path("t").stringValue());
			}
			assertThat(told).containsExactly("GUILD_CREATE", "GUILD_CREATE", "GUILD_DELETE", "GUILD_CREATE");
			this.discord.awaitSessions(2, PATIENCE);
			fault.cancel();
			assertThat(late.await("GUILD_CREATE").path("d").path("name").stringValue()).isEqualTo("Guild 2");
		}
	}

	@Test
	void allGuildsOfASessionFailForAWhile() {
		fail().session(this.session).during(SOON).outage();
		for (int i = 0; i < 4; i++) {
			assertThat(this.client.next().path("t").stringValue()).isEqualTo("GUILD_DELETE");
		}
		for (int i = 0; i < 4; i++) {
			assertThat(this.client.next().path("t").stringValue()).isEqualTo("GUILD_CREATE");
		}
	}

	@Test
	void withholdsGuilds() {
		OngoingFault fault = fail().guild(1).withholdGuilds();
		say(1, "the session knows it");
		assertThat(heard()).hasSize(1);
		try (GatewayClient late = GatewayClient.connect(this.discord).identify(0, 1)) {
			late.awaitReady();
			this.discord.awaitSessions(2, PATIENCE);
			assertThat(types(late.untilAck())).hasSize(3).containsOnly("GUILD_CREATE");
			fault.cancel();
			assertThat(late.next().path("d").path("name").stringValue()).isEqualTo("Guild 1");
		}
	}

	@Test
	void tellsOfGuildsSlowly() {
		fail().everySession().slowGuilds(SOON);
		try (GatewayClient late = GatewayClient.connect(this.discord).identify(0, 1)) {
			late.awaitReady();
			this.discord.awaitSessions(2, PATIENCE);
			assertThat(types(late.untilAck())).hasSize(4);
			DiscordRecord.Session slow = this.discord.record().sessions().get(1);
			assertThat(slow.ready().until(slow.guildsSent())).isGreaterThanOrEqualTo(SOON.multipliedBy(3));
		}
	}

	@Test
	void saysReadyLate() {
		fail().everySession().delayReady(SOON);
		try (GatewayClient late = GatewayClient.connect(this.discord).identify(0, 1)) {
			this.discord.awaitRecord("a second session", (record) -> record.sessions().size() == 2, PATIENCE);
			this.discord.directMessage().content("early").send();
			assertThat(late.next().path("op").intValue()).isEqualTo(10);
			assertThat(late.next().path("t").stringValue()).isEqualTo("READY");
			late.await("MESSAGE_CREATE");
			this.discord.awaitSessions(2, PATIENCE);
			DiscordRecord.Session session = this.discord.record().sessions().get(1);
			assertThat(session.identified().until(session.ready())).isGreaterThanOrEqualTo(SOON);
		}
	}

	@Test
	void namesADeadAddressForResumes() {
		fail().everySession().refuseResumeUrl();
		try (GatewayClient late = GatewayClient.connect(this.discord).identify(0, 1)) {
			String url = late.await("READY").path("d").path("resume_gateway_url").stringValue();
			assertThat(url).isNotEqualTo(this.discord.gatewayUrl());
			assertThat(GatewayClient.reaches(url)).isFalse();
		}
		fail().heal();
		fail().everySession().muteResumeUrl();
		try (GatewayClient late = GatewayClient.connect(this.discord).identify(0, 1)) {
			String url = late.await("READY").path("d").path("resume_gateway_url").stringValue();
			assertThat(url).isNotEqualTo(this.discord.gatewayUrl());
			assertThat(GatewayClient.reaches(url)).isTrue();
		}
	}

}
