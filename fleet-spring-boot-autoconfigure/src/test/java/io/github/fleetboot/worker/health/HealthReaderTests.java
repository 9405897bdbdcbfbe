package io.github.fleetboot.worker.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.fleetboot.stats.ContributorHealth;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthReader}.
 */
class HealthReaderTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(200);

	private static final ContributorHealth UP = new ContributorHealth("UP", Map.of());

	private final Map<String, HealthContributor> contributors = new ConcurrentHashMap<>();

	private final HealthReader reader = new HealthReader(() -> this.contributors);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.reader.close();
	}

	private Map<String, ContributorHealth> read(Duration patience) throws Exception {
		return this.reader.read(patience).get(LONG.toSeconds(), TimeUnit.SECONDS);
	}

	private static CompositeHealthContributor composite(Supplier<Stream<CompositeHealthContributor.Entry>> parts) {
		return new CompositeHealthContributor() {

			@Override
			public @Nullable HealthContributor getContributor(String name) {
				return null;
			}

			@Override
			public Stream<Entry> stream() {
				return parts.get();
			}

		};
	}

	private HealthIndicator hanging() {
		return () -> {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Health.up().build();
		};
	}

	@Test
	void tellsStatusAndDetailsOfEach() throws Exception {
		this.contributors.put("up", (HealthIndicator) () -> Health.up().build());
		this.contributors.put("db",
				(HealthIndicator) () -> Health.down(new IllegalStateException("no connection"))
					.withDetail("pool", 3)
					.withDetail("full", true)
					.withDetail("tables", List.of("a", "b"))
					.withDetail("dump", "x".repeat(10_000))
					.build());
		this.contributors.put("own", (HealthIndicator) () -> Health.status("BUSY").build());
		this.contributors.put("broken", (HealthIndicator) () -> {
			throw new IllegalArgumentException("not written well");
		});
		this.contributors.put("many",
				CompositeHealthContributor.fromMap(Map.of("one", (HealthIndicator) () -> Health.up().build(), "two",
						(HealthIndicator) () -> Health.outOfService().build())));
		assertThat(read(LONG)).containsOnlyKeys("up", "db", "own", "broken", "many/one", "many/two")
			.containsEntry("up", UP)
			.containsEntry("own", new ContributorHealth("BUSY", Map.of()))
			.containsEntry("broken",
					new ContributorHealth("DOWN",
							Map.of("error", "java.lang.IllegalArgumentException: not written well")))
			.containsEntry("many/one", UP)
			.containsEntry("many/two", new ContributorHealth("OUT_OF_SERVICE", Map.of()))
			.hasEntrySatisfying("db", (db) -> {
				assertThat(db.status()).isEqualTo("DOWN");
				assertThat(db.details()).containsEntry("pool", 3)
					.containsEntry("full", true)
					.containsEntry("tables", "[a, b]")
					.containsEntry("error", "java.lang.IllegalStateException: no connection");
				assertThat(db.details().get("dump").toString()).hasSizeLessThan(600);
			});
	}

	@Test
	void oneThatHangsIsWaitedForOnceAndAskedAgainWhenItIsBack() throws Exception {
		this.contributors.put("hanging", hanging());
		this.contributors.put("fine", (HealthIndicator) () -> Health.up().build());
		assertThat(read(SHORT)).containsEntry("fine", UP)
			.containsEntry("hanging",
					new ContributorHealth("UNKNOWN", Map.of("reason", "it has not answered within 200 ms")));
		// Does not take the 20 seconds that it could
		assertThat(this.reader.read(LONG)).succeedsWithin(Duration.ofSeconds(10))
			.satisfies((health) -> assertThat(health).containsEntry("fine", UP)
				.hasEntrySatisfying("hanging", (hanging) -> assertThat(hanging.details().get("reason")).asString()
					.startsWith("it has not answered for ")));
		this.release.countDown();
		Awaitility.await().until(() -> read(SHORT).get("hanging").equals(UP));
	}

	@Test
	void aCompositeThatFailsIsDownAndHidesNoOther() throws Exception {
		this.contributors.put("many", composite(() -> {
			throw new IllegalStateException("not to be had");
		}));
		this.contributors.put("up", (HealthIndicator) () -> Health.up().build());
		assertThat(read(LONG)).containsEntry("up", UP)
			.containsEntry("many",
					new ContributorHealth("DOWN", Map.of("error", "java.lang.IllegalStateException: not to be had")));
	}

	@Test
	void aCompositeThatDoesNotNameItsPartsIsUnknownAndHidesNoOther() throws Exception {
		this.contributors.put("many", composite(() -> {
			hanging().health();
			return Stream.of(new CompositeHealthContributor.Entry("part", (HealthIndicator) () -> Health.up().build()));
		}));
		for (int number = 0; number < 5; number++) {
			this.contributors.put("up" + number, (HealthIndicator) () -> Health.up().build());
		}
		assertThat(read(SHORT)).hasSize(6)
			.containsEntry("many",
					new ContributorHealth("UNKNOWN", Map.of("reason", "it has not answered within 200 ms")));
		this.release.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(read(LONG)).hasSize(6).containsEntry("many/part", UP));
	}

	@Test
	void manyThatHangCostABoundedNumberOfThreads() throws Exception {
		IntStream.range(0, 50).forEach((number) -> this.contributors.put("hanging" + number, hanging()));
		// A busy machine may take longer to ask all of them
		Awaitility.await()
			.untilAsserted(() -> assertThat(read(SHORT)).hasSize(50)
				.allSatisfy((name, health) -> assertThat(health.status()).isEqualTo("UNKNOWN"))
				.anySatisfy((name, health) -> assertThat(health.details()).containsEntry("reason",
						"it was not asked, since others hang")));
		assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter("fleet-health"::equals))
			.hasSizeLessThanOrEqualTo(16);
	}

	@Test
	void aSearchThatHangsCostsNoMoreThanThePatience() throws Exception {
		HealthReader stuck = new HealthReader(() -> {
			hanging().health();
			return Map.of();
		});
		for (int i = 0; i < 20; i++) {
			assertThat(stuck.read(SHORT).get(LONG.toSeconds(), TimeUnit.SECONDS)).isEmpty();
		}
		stuck.close();
	}

}
