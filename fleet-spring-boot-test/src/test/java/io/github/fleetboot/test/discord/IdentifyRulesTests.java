package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.gateway.IdentifyLedger;
import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.rules.BucketOrder;
import io.github.fleetboot.test.discord.rules.BudgetCost;
import io.github.fleetboot.test.discord.rules.WindowStart;
import io.github.fleetboot.test.discord.world.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * When an IDENTIFY starts a session, and what it costs.
 */
class IdentifyRulesTests {

	private static final Duration WINDOW = Duration.ofNanos(100);

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.guilds(6)
		.maxConcurrency(16)
		.invalidSessionDelay(Duration.ofMillis(1))
		.identifyWindow(Duration.ofNanos(1));

	@Test
	void theShardsOfALargeBotAreAMultipleOfTheAssignedNumber() {
		try (DiscordEmulator discord = this.builder.gateway((rules) -> rules.assignedShards(4)).start();
				GatewayClient eight = GatewayClient.connect(discord).identify(5, 8);
				GatewayClient six = GatewayClient.connect(discord).identify(5, 6);
				GatewayClient none = GatewayClient.connect(discord).identify(discord.token(), "null", 1)) {
			eight.await("READY");
			assertThat(six.awaitClose()).isEqualTo(4010);
			assertThat(none.awaitClose()).isEqualTo(4010);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.gateway((rules) -> rules.assignedShards(0)));
	}

	@Test
	void withoutAnAssignedNumberAnyNumberOfShardsWillDo() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient seven = GatewayClient.connect(discord).identify(6, 7)) {
			seven.await("READY");
		}
	}

	@Test
	void aBotInTooManyGuildsMustShard() {
		try (DiscordEmulator discord = this.builder.gateway((rules) -> rules.shardingRequiredFrom(6)).start();
				GatewayClient none = GatewayClient.connect(discord).identify(discord.token(), "null", 1);
				GatewayClient one = GatewayClient.connect(discord).identify(0, 1);
				GatewayClient two = GatewayClient.connect(discord).identify(0, 2)) {
			assertThat(none.awaitClose()).isEqualTo(4011);
			assertThat(one.awaitClose()).isEqualTo(4011);
			two.await("READY");
		}
		try (DiscordEmulator discord = this.builder.gateway((rules) -> rules.shardingRequiredFrom(7)).start();
				GatewayClient none = GatewayClient.connect(discord).identify(discord.token(), "null", 1)) {
			none.await("READY");
		}
	}

	@Test
	void aBotMustShardFromTheNumberOfGuildsOfASession() {
		try (DiscordEmulator discord = this.builder.maxGuildsPerSession(6).start();
				GatewayClient one = GatewayClient.connect(discord).identify(0, 1)) {
			assertThat(one.awaitClose()).isEqualTo(4011);
		}
		try (DiscordEmulator discord = this.builder.maxGuildsPerSession(7).start();
				GatewayClient one = GatewayClient.connect(discord).identify(0, 1)) {
			one.await("READY");
		}
	}

	@Test
	void aRefusedIdentifyCostsAStart() throws Exception {
		assertThat(remainingAfterThreeRefused(BudgetCost.EVERY_IDENTIFY)).isEqualTo(6);
	}

	@Test
	void aRefusedIdentifyCostsNoStartIfOnlySessionsDo() throws Exception {
		assertThat(remainingAfterThreeRefused(BudgetCost.STARTED_SESSIONS)).isEqualTo(9);
	}

	/**
	 * One IDENTIFY that starts a session, one too early, one with an illegal shard and
	 * one with unknown intents.
	 */
	private int remainingAfterThreeRefused(BudgetCost cost) throws Exception {
		try (DiscordEmulator discord = this.builder.maxConcurrency(1)
			.identifyWindow(Duration.ofMinutes(1))
			.sessionStartLimit(10, 10, Duration.ofHours(1))
			.gateway((rules) -> rules.budgetCost(cost))
			.start();
				RestClient rest = new RestClient(discord);
				GatewayClient first = GatewayClient.connect(discord).identify(0, 2);
				GatewayClient intents = GatewayClient.connect(discord).identify(1, 2, 1 << 17);
				GatewayClient shard = GatewayClient.connect(discord).identify(3, 2)) {
			first.await("READY");
			assertThat(intents.awaitClose()).isEqualTo(4013);
			assertThat(shard.awaitClose()).isEqualTo(4010);
			try (GatewayClient early = GatewayClient.connect(discord).identify(1, 2)) {
				early.await(Op.INVALID_SESSION);
			}
			return rest.get("gateway/bot").json().path("session_start_limit").path("remaining").intValue();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 4004, 1000 })
	void theCodeForABudgetExceededCanBeChosen(int code) throws Exception {
		for (BudgetCost cost : BudgetCost.values()) {
			try (DiscordEmulator discord = this.builder.sessionStartLimit(10, 1, Duration.ofHours(1))
				.gateway((rules) -> rules.budgetCloseCode(code).budgetCost(cost))
				.start();
					RestClient rest = new RestClient(discord);
					GatewayClient first = GatewayClient.connect(discord).identify(0, 2)) {
				first.await("READY");
				try (GatewayClient second = GatewayClient.connect(discord).identify(1, 2)) {
					assertThat(second.awaitClose()).isEqualTo(code);
				}
				assertThat(first.awaitClose()).isEqualTo(code);
				assertThat(discord.record().sessions()).allMatch((session) -> session.ended() != null);
				assertThat(rest.get("users/@me").status()).isEqualTo(401);
				try (GatewayClient third = GatewayClient.connect(discord).identify(0, 2)) {
					assertThat(third.awaitClose()).isEqualTo(4004);
				}
			}
		}
	}

	@Test
	void theBudgetIsRefilledWhenItsPeriodIsOver() throws Exception {
		try (DiscordEmulator discord = this.builder.rateLimits(false)
			.sessionStartLimit(10, 1, Duration.ofSeconds(2))
			.start();
				RestClient rest = new RestClient(discord);
				GatewayClient first = GatewayClient.connect(discord).identify(0, 2)) {
			first.await("READY");
			long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
			int remaining = 0;
			while (remaining == 0 && System.nanoTime() < deadline) {
				remaining = rest.get("gateway/bot").json().path("session_start_limit").path("remaining").intValue();
			}
			assertThat(remaining).isEqualTo(10);
			try (GatewayClient second = GatewayClient.connect(discord).identify(1, 2)) {
				second.await("READY");
			}
		}
	}

	@Test
	void theWindowRunsFromTheIdentify() {
		IdentifyLedger ledger = ledger(WindowStart.IDENTIFY);
		assertThat(ledger.take(0, 1000)).isZero();
		ledger.ready(0, 1050);
		assertThat(ledger.take(0, 1099)).isEqualTo(Duration.ofNanos(1));
		assertThat(ledger.take(0, 1100)).isZero();
		assertThat(ledger.take(0, 1200)).as("without a READY in between").isZero();
	}

	@Test
	void theWindowRunsFromTheReady() {
		IdentifyLedger ledger = ledger(WindowStart.READY);
		assertThat(ledger.take(0, 1000)).isZero();
		assertThat(ledger.take(0, 1500)).as("before the READY").isEqualTo(WINDOW);
		ledger.ready(0, 1600);
		assertThat(ledger.take(0, 1699)).isEqualTo(Duration.ofNanos(1));
		assertThat(ledger.take(0, 1700)).isZero();
		ledger.abandoned(0);
		assertThat(ledger.take(0, 1800)).as("after a session that saw no READY").isZero();
	}

	private static IdentifyLedger ledger(WindowStart start) {
		Settings settings = new Settings();
		settings.identifyWindow = WINDOW;
		settings.gatewayRules.windowStart(start);
		return new IdentifyLedger(settings, 0);
	}

	@Test
	void sessionsStartOneAfterTheOtherAlsoIfTheWindowRunsFromTheReady() {
		try (DiscordEmulator discord = this.builder.maxConcurrency(1)
			.gateway((rules) -> rules.windowStart(WindowStart.READY))
			.start()) {
			for (int shard = 0; shard < 2; shard++) {
				try (GatewayClient client = GatewayClient.connect(discord).identify(shard, 2)) {
					client.await("READY");
				}
			}
		}
	}

	@Test
	void bucketsMayStartInAnyOrder() {
		try (DiscordEmulator discord = this.builder.maxConcurrency(2).start();
				GatewayClient late = GatewayClient.connect(discord).identify(2, 4)) {
			late.await("READY");
		}
	}

	@Test
	void bucketsMustStartInOrderIfThatIsEnforced() {
		try (DiscordEmulator discord = this.builder.maxConcurrency(2)
			.gateway((rules) -> rules.bucketOrder(BucketOrder.ENFORCED))
			.start();
				GatewayClient one = GatewayClient.connect(discord).identify(1, 4);
				GatewayClient two = GatewayClient.connect(discord)) {
			one.await("READY");
			assertThat(two.identify(2, 4).await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
			assertThat(discord.record().violations()).singleElement()
				.satisfies((violation) -> assertThat(violation.reason()).contains("2/4", "bucket"));
			try (GatewayClient zero = GatewayClient.connect(discord).identify(0, 4)) {
				zero.await("READY");
				two.identify(2, 4).await("READY");
			}
		}
	}

	@Test
	void theRecordTellsTheSmallestGapOfEachKey() {
		try (DiscordEmulator discord = this.builder.maxConcurrency(2).start()) {
			for (int shard : new int[] { 0, 1, 2, 4 }) {
				try (GatewayClient client = GatewayClient.connect(discord).identify(shard, 6)) {
					client.await("READY");
				}
			}
			DiscordRecord record = discord.record();
			DiscordRecord.Identify[] all = record.identifies().toArray(DiscordRecord.Identify[]::new);
			Duration first = all[0].time().until(all[2].time());
			Duration second = all[2].time().until(all[3].time());
			assertThat(record.smallestIdentifyGap()).containsOnlyKeys(0)
				.containsEntry(0, (first.compareTo(second) < 0) ? first : second);
			assertThat(record.identifies()).extracting(DiscordRecord.Identify::source)
				.allMatch((source) -> source.startsWith("127.0.0.1:"))
				.doesNotHaveDuplicates();
			assertThat(record.resumes()).isEmpty();
		}
	}

}
