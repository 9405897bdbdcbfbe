package io.github.fleetboot.admiral;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.fleetboot.FleetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SupervisionLoop}.
 */
class SupervisionLoopTests {

	private final SupervisionLoop loop = new SupervisionLoop();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.loop.close();
	}

	@Test
	void answersAndRefuses() {
		assertThat(this.loop.ask(() -> Thread.currentThread().getName())).isEqualTo("fleet-supervisor");
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> this.loop.ask(() -> {
			throw new FleetException("No.", "Ask something else.");
		})).withMessage("No.");
	}

	@Test
	void whatNobodyWaitsForAnyMoreIsNotDone() {
		AtomicBoolean done = new AtomicBoolean();
		this.loop.execute(this::hang);
		assertThatIllegalStateException().isThrownBy(() -> this.loop.ask(() -> {
			done.set(true);
			return true;
		})).withMessageContaining("did not answer");
		this.release.countDown();
		assertThat(this.loop.ask(() -> true)).isTrue();
		assertThat(done).isFalse();
	}

	@Test
	void whatHasBegunIsWaitedFor() throws Exception {
		CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> this.loop.ask(() -> {
			hang();
			return "late";
		}));
		Thread.sleep(2_500);
		assertThat(answer).isNotDone();
		this.release.countDown();
		assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("late");
	}

	@Test
	void whoIsInterruptedHearsWhatHasBegunAndStaysInterrupted() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<String> answer = new CompletableFuture<>();
		Thread caller = new Thread(() -> answer.complete(this.loop.ask(() -> {
			begun.countDown();
			hang();
			return "done";
		}) + " " + Thread.currentThread().isInterrupted()));
		caller.start();
		begun.await();
		caller.interrupt();
		this.release.countDown();
		assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("done true");
	}

	@Test
	void afterItsEndItDoesNotAnswer() {
		this.loop.close();
		assertThatIllegalStateException().isThrownBy(() -> this.loop.ask(() -> true))
			.withMessageContaining("did not answer");
	}

	private void hang() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
