package io.github.fleetboot.ipc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lookout}.
 */
class LookoutTests {

	private static final long SOON = 50_000;

	private static final long LATE = 150_000;

	private final Lookout lookout = new Lookout();

	@Test
	void nobodyLooksOutBeforeRepliesComeSoon() {
		assertThat(looks()).isFalse();
		came(7, SOON);
		assertThat(looks()).isFalse();
	}

	@Test
	@DisabledIf("hasOneProcessor")
	void looksOutForAMomentWhileRepliesComeSoon() {
		came(8, SOON);
		assertThat(looks()).isTrue();
		came(100, SOON);
		came(4, LATE);
		assertThat(looks()).isTrue();
		came(1, LATE);
		assertThat(looks()).isFalse();
		came(2, SOON);
		assertThat(looks()).isTrue();
	}

	@Test
	void doesNotWaitForWhatIsThere() {
		came(8, SOON);
		CompletableFuture<String> reply = CompletableFuture.completedFuture("here");
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 100; i++) {
			long start = System.nanoTime();
			this.lookout.lookOutFor(reply);
			least = Math.min(least, System.nanoTime() - start);
		}
		assertThat(least).isLessThan(TimeUnit.MICROSECONDS.toNanos(50));
	}

	private void came(int replies, long after) {
		for (int i = 0; i < replies; i++) {
			this.lookout.came(after);
		}
	}

	/** Looking out for what does not come takes its time, not to look takes none. */
	private boolean looks() {
		CompletableFuture<String> never = new CompletableFuture<>();
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 20; i++) {
			long start = System.nanoTime();
			this.lookout.lookOutFor(never);
			least = Math.min(least, System.nanoTime() - start);
		}
		return least > TimeUnit.MICROSECONDS.toNanos(90);
	}

	static boolean hasOneProcessor() {
		return Runtime.getRuntime().availableProcessors() == 1;
	}

}
