package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Whom a fault strikes, and when.
 */
class SelectionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration SOON = Duration.ofMillis(50);

	private final DiscordEmulator discord = start(1);

	private final List<GatewayClient> clients = new ArrayList<>();

	private static DiscordEmulator start(long seed) {
		return DiscordEmulator.builder()
			.guilds(40)
			.maxConcurrency(64)
			.identifyWindow(Duration.ofNanos(1))
			.seed(seed)
			.start();
	}

	@AfterEach
	void close() {
		this.clients.forEach(GatewayClient::close);
		this.discord.close();
	}

	private GatewayClient session(int shard, int shards) {
		GatewayClient client = GatewayClient.connect(this.discord).identifyWithContent(shard, shards);
		this.clients.add(client);
		return client;
	}

	private List<String> fleet(int shards) {
		List<String> ids = new ArrayList<>();
		for (int shard = 0; shard < shards; shard++) {
			ids.add(session(shard, shards).awaitReady());
		}
		return ids;
	}

	private List<String> struck() {
		return this.discord.record().faults().stream().map(DiscordRecord.Fault::sessionId).toList();
	}

	private void awaitFaults(int count) {
		this.discord.awaitRecord(count + " faults", (record) -> record.faults().size() >= count, PATIENCE);
	}

	@Test
	void strikesOneSession() {
		List<String> ids = fleet(3);
		assertThat(this.discord.fail().session(ids.get(1)).requestHeartbeat()).isOne();
		this.clients.get(1).await(Op.HEARTBEAT);
		assertThat(this.discord.record().faults()).singleElement()
			.satisfies((fault) -> assertThat(fault).extracting("what", "sessionId", "shard")
				.containsExactly("op 1", ids.get(1), 1));
	}

	@Test
	void strikesAShardWhateverItsCount() {
		List<String> two = fleet(2);
		List<String> three = fleet(3);
		assertThat(this.discord.fail().shard(1).reconnect()).isEqualTo(2);
		assertThat(struck()).containsExactlyInAnyOrder(two.get(1), three.get(1));
	}

	@Test
	void strikesOneFleet() {
		List<String> two = fleet(2);
		fleet(3);
		assertThat(this.discord.fail().everySession().ofShards(2).reconnect()).isEqualTo(2);
		assertThat(struck()).isEqualTo(two);
	}

	@Test
	void strikesTheSessionsOfAGuild() {
		EmulatorGuild guild = this.discord.guild(5);
		List<String> two = fleet(2);
		List<String> three = fleet(3);
		assertThat(this.discord.fail().guild(5).reconnect()).isEqualTo(2);
		assertThat(struck()).containsExactlyInAnyOrder(two.get(guild.shard(2)), three.get(guild.shard(3)));
	}

	@Test
	void strikesAShareChosenByTheSeed() {
		fleet(10);
		assertThat(this.discord.fail().everySession().percent(20).reconnect()).isEqualTo(2);
		List<Integer> shards = this.discord.record().faults().stream().map(DiscordRecord.Fault::shard).toList();
		assertThat(chosenWith(1)).isEqualTo(shards);
		assertThat(List.of(chosenWith(2), chosenWith(3), chosenWith(4), chosenWith(5), chosenWith(6)))
			.anySatisfy((others) -> assertThat(others).isNotEqualTo(shards));
		assertThatIllegalArgumentException().isThrownBy(() -> this.discord.fail().everySession().percent(0));
	}

	private static List<Integer> chosenWith(long seed) {
		List<GatewayClient> clients = new ArrayList<>();
		try (DiscordEmulator other = start(seed)) {
			for (int shard = 0; shard < 10; shard++) {
				GatewayClient client = GatewayClient.connect(other).identify(shard, 10);
				client.awaitReady();
				clients.add(client);
			}
			other.fail().everySession().percent(20).reconnect();
			return other.record().faults().stream().map(DiscordRecord.Fault::shard).toList();
		}
		finally {
			clients.forEach(GatewayClient::close);
		}
	}

	@Test
	void strikesAfterATime() {
		fleet(1);
		Moment planned = Moment.now();
		OngoingFault fault = this.discord.fail().shard(0).after(SOON).close(4000);
		assertThat(this.clients.get(0).awaitClose()).isEqualTo(4000);
		Moment struck = this.discord.record().faults().get(0).time();
		assertThat(planned.until(struck)).isGreaterThanOrEqualTo(SOON);
		assertThat(fault.struck()).isOne();
		assertThat(fault.isOver()).isTrue();
	}

	@Test
	void strikesAtAMoment() {
		fleet(1);
		Moment moment = new Moment(System.nanoTime() + SOON.toNanos(), Moment.now().instant().plus(SOON));
		this.discord.fail().everySession().at(moment).close(4000);
		assertThat(this.clients.get(0).awaitClose()).isEqualTo(4000);
		assertThat(moment.until(this.discord.record().faults().get(0).time())).isPositive();
	}

	@Test
	void strikesAfterSoManyEvents() {
		String id = fleet(1).get(0);
		this.discord.awaitSessions(1, PATIENCE);
		this.discord.fail().session(id).afterEvents(3).close(4000);
		for (int i = 0; i < 5; i++) {
			this.discord.message(i).content("m" + i).send();
		}
		GatewayClient client = this.clients.get(0);
		for (int i = 0; i < 3; i++) {
			assertThat(client.await("MESSAGE_CREATE").path("d").path("content").stringValue()).isEqualTo("m" + i);
		}
		assertThat(client.awaitClose()).isEqualTo(4000);
		assertThat(struck()).containsExactly(id);
	}

	@Test
	void strikesASessionThatStartsLaterAfterSoManyEvents() {
		this.discord.fail().shard(0).afterEvents(1).close(4000);
		GatewayClient client = session(0, 1);
		String id = client.awaitReady();
		assertThat(client.awaitClose()).isEqualTo(4000);
		assertThat(struck()).containsExactly(id);
	}

	@Test
	void strikesTheNextConnectionsOnly() {
		OngoingFault fault = this.discord.fail().shard(0).whenConnecting().times(2).close(4000);
		assertThat(session(0, 1).awaitClose()).isEqualTo(4000);
		session(1, 2).awaitReady();
		assertThat(session(0, 2).awaitClose()).isEqualTo(4000);
		session(0, 3).awaitReady();
		assertThat(fault.isOver()).isTrue();
		assertThat(this.discord.record().faults()).extracting(DiscordRecord.Fault::shard).containsExactly(0, 0);
	}

	@Test
	void strikesAWhileAfterTheOccasion() {
		this.discord.fail().shard(0).whenIdentifying().after(SOON).invalidate(false);
		GatewayClient client = session(0, 1);
		Moment asked = Moment.now();
		assertThat(client.await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
		assertThat(this.discord.record().identifies().get(0).accepted()).isFalse();
		assertThat(asked.until(this.discord.record().faults().get(0).time())).isGreaterThan(SOON.dividedBy(2));
	}

	@Test
	void whileItLastsStrikesEachThatConnects() {
		String id = fleet(1).get(0);
		OngoingFault fault = this.discord.fail().shard(0).during(Duration.ofMinutes(1)).close(4000);
		assertThat(this.clients.get(0).awaitClose()).isEqualTo(4000);
		GatewayClient resuming = GatewayClient.connect(this.discord).resume(id, 1);
		this.clients.add(resuming);
		assertThat(resuming.awaitClose()).isEqualTo(4000);
		assertThat(session(0, 1).awaitClose()).isEqualTo(4000);
		assertThat(fault.struck()).isEqualTo(3);
		fault.cancel();
		session(0, 1).awaitReady();
	}

	@Test
	void endsAfterItsTime() {
		OngoingFault fault = this.discord.fail().shard(0).during(SOON).close(4000);
		this.discord.fail().everySession().after(SOON.multipliedBy(4)).reconnect();
		GatewayClient client = session(1, 2);
		client.await(Op.RECONNECT);
		assertThat(fault.isOver()).isTrue();
		session(0, 1).awaitReady();
	}

	@Test
	void rollsOverTheShardsAsAWave() {
		fleet(4);
		Duration wave = Duration.ofMillis(120);
		this.discord.fail().everySession().over(wave).invalidate(false);
		awaitFaults(4);
		List<DiscordRecord.Fault> faults = this.discord.record().faults();
		assertThat(faults).extracting(DiscordRecord.Fault::shard).containsExactly(0, 1, 2, 3);
		assertThat(faults.get(0).time().until(faults.get(3).time())).isGreaterThanOrEqualTo(wave.dividedBy(2));
		this.clients.forEach((client) -> client.await(Op.INVALID_SESSION));
	}

	@Test
	void healingEndsWhatIsStillToCome() {
		fleet(1);
		OngoingFault later = this.discord.fail().shard(0).after(SOON).close(4000);
		OngoingFault next = this.discord.fail().everySession().whenConnecting().close(4000);
		OngoingFault opening = this.discord.fail().connections().close(4000);
		this.discord.fail().heal();
		assertThat(List.of(later, next, opening)).allMatch(OngoingFault::isOver);
		this.discord.fail().shard(0).after(SOON.multipliedBy(2)).reconnect();
		this.clients.get(0).await(Op.RECONNECT);
		session(0, 1).awaitReady();
		assertThat(this.discord.record().faults()).extracting(DiscordRecord.Fault::what).containsExactly("op 7");
	}

	@Test
	void recordsFaultsApartFromViolations() {
		fleet(1);
		this.discord.fail().shard(0).close(4008);
		assertThat(this.clients.get(0).awaitClose()).isEqualTo(4008);
		assertThat(this.discord.record().violations()).isEmpty();
		assertThat(this.discord.record().faults()).extracting(DiscordRecord.Fault::what)
			.filteredOn(Objects::nonNull)
			.containsExactly("close 4008");
	}

}
