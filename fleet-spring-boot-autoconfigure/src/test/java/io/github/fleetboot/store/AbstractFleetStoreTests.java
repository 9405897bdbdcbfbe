package io.github.fleetboot.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every store must do, wherever its values are.
 */
@Timeout(60)
public abstract class AbstractFleetStoreTests {

	private static final int MAX_ENTRIES = 50;

	private static final int MAX_VALUE = 10_000;

	private static final int MAX_SIZE = 40_000;

	private static final ParameterizedTypeReference<List<Score>> SCORES = new ParameterizedTypeReference<>() {
	};

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

	private FleetStore store;

	/**
	 * Open a store.
	 * @param engine keeps the values
	 * @return the store to be tested
	 */
	protected abstract FleetStore open(StoreEngine engine);

	@BeforeEach
	void open() {
		this.store = open(new InMemoryStoreEngine(new StoreLimits(MAX_ENTRIES, MAX_VALUE, MAX_SIZE), this.nanos::get));
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	@Test
	void whatIsPutIsReadByType() {
		Score score = new Score("Ada", 7, Instant.parse("2026-01-02T03:04:05.678Z"));
		this.store.put("record", score);
		this.store.put("text", "");
		this.store.put("zero", 0);
		this.store.put("no", false);
		this.store.put("bytes", new byte[] { 1, 2, 3 });
		this.store.put("list", List.of(score, score));
		this.store.put("err", Map.of("err", "none"));
		assertThat(this.store.get("record", Score.class)).contains(score);
		assertThat(this.store.get("text", String.class)).contains("");
		assertThat(this.store.get("zero", Integer.class)).contains(0);
		assertThat(this.store.get("no", Boolean.class)).contains(false);
		assertThat(this.store.get("bytes", byte[].class))
			.hasValueSatisfying((bytes) -> assertThat(bytes).containsExactly(1, 2, 3));
		assertThat(this.store.get("list", SCORES)).contains(List.of(score, score));
		assertThat(this.store.get("err", Map.class)).contains(Map.of("err", "none"));
	}

	@Test
	void whatIsNotThereIsEmpty() {
		assertThat(this.store.get("none", String.class)).isEmpty();
		assertThat(this.store.getEntry("none", String.class)).isEmpty();
		assertThat(this.store.contains("none")).isFalse();
		assertThat(this.store.remove("none")).isFalse();
	}

	@Test
	void whatIsRemovedIsGone() {
		this.store.put("key", "value");
		assertThat(this.store.contains("key")).isTrue();
		assertThat(this.store.remove("key")).isTrue();
		assertThat(this.store.contains("key")).isFalse();
		assertThat(this.store.get("key", String.class)).isEmpty();
	}

	@Test
	void onlyTheFirstPutIfAbsentStores() {
		assertThat(this.store.putIfAbsent("key", "first")).isTrue();
		assertThat(this.store.putIfAbsent("key", "second", Duration.ofSeconds(1))).isFalse();
		assertThat(this.store.get("key", String.class)).contains("first");
		pass(Duration.ofDays(1));
		assertThat(this.store.get("key", String.class)).contains("first");
	}

	@Test
	void entriesLiveAsLongAsTheyWereGiven() {
		this.store.put("short", 1, Duration.ofMillis(10));
		this.store.put("long", 2, Duration.ofSeconds(10));
		this.store.put("ever", 3, Duration.ofSeconds(Long.MAX_VALUE));
		this.store.put("good", 4);
		assertThat(this.store.getEntry("long", Integer.class))
			.hasValueSatisfying((entry) -> assertThat(entry.timeToLive()).isEqualTo(Duration.ofSeconds(10)));
		pass(Duration.ofMillis(9));
		assertThat(this.store.contains("short")).isTrue();
		pass(Duration.ofMillis(1));
		assertThat(this.store.contains("short")).isFalse();
		assertThat(this.store.putIfAbsent("short", 5)).isTrue();
		assertThat(this.store.keys("", 10).keys()).containsExactly("ever", "good", "long", "short");
		pass(Duration.ofDays(365));
		assertThat(this.store.keys("", 10).keys()).containsExactly("ever", "good", "short");
		assertThat(this.store.getEntry("good", Integer.class))
			.hasValueSatisfying((entry) -> assertThat(entry.timeToLive()).isNull());
	}

	@Test
	void aPutTakesTheTimeToLiveAwayAndACompareAndSetKeepsIt() {
		this.store.put("put", 1, Duration.ofSeconds(1));
		this.store.put("set", 1, Duration.ofSeconds(1));
		this.store.put("count", 1, Duration.ofSeconds(1));
		this.store.put("put", 2);
		long version = this.store.getEntry("set", Integer.class).orElseThrow().version();
		assertThat(this.store.compareAndSet("set", version, 2)).isTrue();
		assertThat(this.store.increment("count", 5, Duration.ofDays(1))).isEqualTo(6);
		pass(Duration.ofSeconds(1));
		assertThat(this.store.keys("", 10).keys()).containsExactly("put");
	}

	@Test
	void compareAndSetNeedsTheVersionThatIsThere() {
		this.store.put("key", "first");
		long first = this.store.getEntry("key", String.class).orElseThrow().version();
		assertThat(this.store.compareAndSet("key", first, "second")).isTrue();
		assertThat(this.store.compareAndSet("key", first, "third")).isFalse();
		assertThat(this.store.compareAndRemove("key", first)).isFalse();
		assertThat(this.store.get("key", String.class)).contains("second");
		long second = this.store.getEntry("key", String.class).orElseThrow().version();
		assertThat(this.store.compareAndRemove("key", second)).isTrue();
		this.store.put("key", "second");
		assertThat(this.store.compareAndSet("key", second, "as if nothing had happened")).isFalse();
		assertThat(this.store.compareAndSet("none", second, "fourth")).isFalse();
	}

	@Test
	void updatesMakeOneValueOfAnother() {
		assertThat(this.store.update("list", SCORES, (present) -> Optional.empty())).isEmpty();
		assertThat(this.store.update("text", String.class, (present) -> Optional.of(present.orElse("") + "a")))
			.contains("a");
		assertThat(this.store.update("text", String.class, (present) -> Optional.of(present.orElse("") + "b")))
			.contains("ab");
		assertThat(this.store.update("text", String.class, (present) -> Optional.empty())).isEmpty();
		assertThat(this.store.contains("text")).isFalse();
	}

	@Test
	void numbersCountFromZeroAndAreValuesLikeOthers() {
		assertThat(this.store.increment("count")).isEqualTo(1);
		assertThat(this.store.increment("count", 41)).isEqualTo(42);
		assertThat(this.store.decrement("count")).isEqualTo(41);
		assertThat(this.store.get("count", Long.class)).contains(41L);
		this.store.put("count", 5);
		assertThat(this.store.increment("count", -10)).isEqualTo(-5);
		assertThat(this.store.increment("window", 1, Duration.ofSeconds(1))).isEqualTo(1);
		pass(Duration.ofMillis(999));
		assertThat(this.store.increment("window", 1, Duration.ofSeconds(1))).isEqualTo(2);
		pass(Duration.ofMillis(1));
		assertThat(this.store.increment("window", 1, Duration.ofSeconds(1))).isEqualTo(1);
	}

	@Test
	void whatIsNoNumberOrTooLargeIsNotCounted() {
		this.store.put("text", "7");
		this.store.put("half", 0.5);
		this.store.put("bytes", new byte[] { 1 });
		this.store.put("largest", Long.MAX_VALUE);
		for (String key : List.of("text", "half", "bytes", "largest")) {
			assertThatExceptionOfType(StoreValueException.class).isThrownBy(() -> this.store.increment(key))
				.withMessageContaining("'" + key + "'")
				.satisfies((ex) -> assertThat(ex.getAction()).isNotBlank());
		}
		assertThat(this.store.get("largest", Long.class)).contains(Long.MAX_VALUE);
	}

	@Test
	void keysComeInPagesAndInOrder() {
		for (int i = 0; i < 25; i++) {
			this.store.put("guild:%02d".formatted(i), i);
		}
		this.store.put("a", 1);
		this.store.put("guilds", 1);
		List<String> all = new ArrayList<>();
		StoreKeys page = this.store.keys("guild:", 10);
		while (page.next() != null) {
			assertThat(page.keys()).hasSize(10);
			all.addAll(page.keys());
			// Neither moves what is to come
			this.store.remove(page.keys().get(0));
			this.store.put("guild:0", "new");
			page = this.store.keys("guild:", 10, page.next());
		}
		all.addAll(page.keys());
		assertThat(all).isEqualTo(IntStream.range(0, 25).mapToObj("guild:%02d"::formatted).toList());
		assertThat(this.store.keys("guild:2", 5).next()).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.keys("", 1001));
	}

	@Test
	void clearRemovesWhatBeginsAlike() {
		this.store.put("a", 1);
		this.store.put("b:1", 1, Duration.ofSeconds(1));
		this.store.put("b:2", 1);
		this.store.put("c", 1);
		assertThat(this.store.clear("b:")).isEqualTo(2);
		assertThat(this.store.keys("", 10).keys()).containsExactly("a", "c");
		assertThat(this.store.clear()).isEqualTo(2);
		assertThat(this.store.clear()).isZero();
		this.store.put("b:1", 1);
		pass(Duration.ofSeconds(2));
		assertThat(this.store.contains("b:1")).isTrue();
	}

	@Test
	void namespacesDoNotMix() {
		FleetStore games = this.store.in("games");
		FleetStore chess = games.in("chess");
		games.put("key", "game");
		chess.put("key", "chess");
		this.store.put("key", "root");
		assertThat(games.get("key", String.class)).contains("game");
		assertThat(chess.keys("", 10).keys()).containsExactly("key");
		assertThat(chess.keys("k", 1).next()).isNull();
		assertThat(this.store.keys("", 10).keys()).containsExactly("games:chess:key", "games:key", "key");
		assertThat(chess.clear()).isEqualTo(1);
		assertThat(games.contains("key")).isTrue();
	}

	@Test
	void beyondTheNumberOfEntriesNothingIsAddedUntilThereIsRoom() {
		for (int i = 0; i < MAX_ENTRIES; i++) {
			this.store.put("key" + i, i, Duration.ofSeconds(1));
		}
		refuses("fleet.store.max-entries", () -> this.store.put("more", 1));
		refuses("fleet.store.max-entries", () -> this.store.increment("more"));
		this.store.put("key0", "replaced");
		assertThat(this.store.contains("more")).isFalse();
		pass(Duration.ofSeconds(1));
		this.store.put("more", 1);
		assertThat(this.store.keys("", 10).keys()).containsExactly("key0", "more");
	}

	@Test
	void beyondTheSizeOfAValueItIsRefused() {
		this.store.put("fits", new byte[MAX_VALUE]);
		refuses("fleet.store.max-value-size", () -> this.store.put("fits", new byte[MAX_VALUE + 1]));
		assertThat(this.store.get("fits", byte[].class))
			.hasValueSatisfying((bytes) -> assertThat(bytes).hasSize(MAX_VALUE));
	}

	@Test
	void beyondTheSizeOfAllNothingIsAddedUntilThereIsRoom() {
		for (int i = 0; i < 4; i++) {
			this.store.put("key" + i, new byte[MAX_VALUE - 4]);
		}
		refuses("fleet.store.max-size", () -> this.store.put("k", ""));
		refuses("fleet.store.max-size", () -> this.store.put("key0", new byte[MAX_VALUE - 3]));
		this.store.put("key0", new byte[10]);
		this.store.put("k", "");
		assertThat(this.store.clear()).isEqualTo(5);
		for (int i = 0; i < 4; i++) {
			this.store.put("key" + i, new byte[MAX_VALUE - 4]);
		}
	}

	private static void refuses(String property, Runnable call) {
		assertThatExceptionOfType(StoreLimitException.class).isThrownBy(call::run)
			.withMessageContaining(property)
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(property))
			.satisfies((ex) -> assertThat(ex.getAction()).contains(property));
	}

	@Test
	void valuesThatCannotBeWrittenOrReadAreRefused() {
		assertThatExceptionOfType(StoreValueException.class).isThrownBy(() -> this.store.put("key", new Unwritable()))
			.withMessageContaining(Unwritable.class.getName());
		this.store.put("key", "text");
		assertThatExceptionOfType(StoreValueException.class).isThrownBy(() -> this.store.get("key", Score.class))
			.withMessageContaining("'key'")
			.withMessageContaining(Score.class.getName());
		this.store.put("bytes", new byte[1]);
		assertThatExceptionOfType(StoreValueException.class).isThrownBy(() -> this.store.get("bytes", String.class));
	}

	@Test
	void keysAndTimesThatAreNoneAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.put("", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.put("k".repeat(513), 1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.put("key", 1, Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.in(""));
		this.store.put("ключ ".repeat(100), 1);
		assertThat(this.store.contains("ключ ".repeat(100))).isTrue();
	}

	@Test
	void theAsynchronousFormDoesTheSame() throws Exception {
		AsyncFleetStore async = this.store.async();
		async.put("key", "value").get(10, TimeUnit.SECONDS);
		async.put("short", "value", Duration.ofSeconds(1)).get(10, TimeUnit.SECONDS);
		assertThat(async.get("key", String.class).get(10, TimeUnit.SECONDS)).contains("value");
		assertThat(async.contains("key").get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(async.putIfAbsent("key", "other").get(10, TimeUnit.SECONDS)).isFalse();
		assertThat(async.putIfAbsent("other", "new", Duration.ofSeconds(1)).get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(async.increment("count").get(10, TimeUnit.SECONDS)).isEqualTo(1);
		assertThat(async.decrement("count").get(10, TimeUnit.SECONDS)).isZero();
		assertThat(async.increment("count", 3, Duration.ofSeconds(1)).get(10, TimeUnit.SECONDS)).isEqualTo(3);
		long version = async.getEntry("key", String.class).get(10, TimeUnit.SECONDS).orElseThrow().version();
		assertThat(async.compareAndSet("key", version, "set").get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(async.compareAndRemove("key", version).get(10, TimeUnit.SECONDS)).isFalse();
		assertThat(async.update("key", String.class, (present) -> present.map((text) -> text + "!"))
			.get(10, TimeUnit.SECONDS)).contains("set!");
		assertThat(async.keys("", 2).get(10, TimeUnit.SECONDS))
			.isEqualTo(new StoreKeys(List.of("count", "key"), "key"));
		assertThat(async.keys("", 2, "key").get(10, TimeUnit.SECONDS).keys()).containsExactly("other", "short");
		assertThat(async.remove("key").get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(async.clear().get(10, TimeUnit.SECONDS)).isEqualTo(3);
		async.put("text", "no number").get(10, TimeUnit.SECONDS);
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> async.increment("text").get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(StoreValueException.class);
	}

	@Test
	void concurrentChangesOfOneKeyNeitherMixNorGetLost() throws Exception {
		int threads = 8;
		int each = 50;
		AtomicInteger firsts = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				int number = thread;
				running.add(executor.submit(() -> {
					for (int i = 0; i < each; i++) {
						this.store.increment("count");
						this.store.update("sum", Long.class, (present) -> Optional.of(present.orElse(0L) + 1));
						this.store.put("own" + number, i);
						assertThat(this.store.get("own" + number, Integer.class)).contains(i);
						if (this.store.putIfAbsent("first" + i % 10, number)) {
							firsts.incrementAndGet();
						}
					}
				}));
			}
			for (Future<?> future : running) {
				future.get(50, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.store.get("count", Long.class)).contains((long) threads * each);
		assertThat(this.store.get("sum", Long.class)).contains((long) threads * each);
		assertThat(firsts).hasValue(10);
	}

	@Test
	void aThousandAtOnceEachGetTheirOwn() {
		for (int i = 0; i < 10; i++) {
			this.store.put("key" + i, "value" + i);
		}
		List<CompletableFuture<Optional<String>>> replies = IntStream.range(0, 1000)
			.mapToObj((i) -> this.store.async().get("key" + i % 10, String.class))
			.toList();
		for (int i = 0; i < 1000; i++) {
			assertThat(replies.get(i)).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Optional.of("value" + i % 10));
		}
	}

	record Score(String name, int points, Instant time) {
	}

	/**
	 * A getter that throws.
	 */
	public static class Unwritable {

		public String getValue() {
			throw new IllegalStateException("no value");
		}

	}

}
