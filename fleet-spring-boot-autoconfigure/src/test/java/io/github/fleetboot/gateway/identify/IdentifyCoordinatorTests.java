package io.github.fleetboot.gateway.identify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IdentifyCoordinator}, on a clock that only moves when told to.
 */
class IdentifyCoordinatorTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	private final ManualTime time = new ManualTime();

	@Test
	void grantsTheFirstAtOnceAndTheNextOnlyAfterTheInterval() {
		IdentifyCoordinator coordinator = coordinator(1, 1000);
		CompletableFuture<IdentifyLease> first = coordinator.acquire(CLUSTER, 0);
		CompletableFuture<IdentifyLease> second = coordinator.acquire(CLUSTER, 1);
		assertThat(first).isCompleted();
		coordinator.sent(first.join().id());
		this.time.advance(Duration.ofSeconds(1));
		coordinator.release(first.join().id());
		this.time.advance(Duration.ofMillis(3999));
		assertThat(second).isNotDone();
		this.time.advance(Duration.ofMillis(1));
		assertThat(second).isCompleted();
		assertThat(second.join().shard()).isEqualTo(1);
	}

	@Test
	void whenReadyIsLateTheNextWaitsForItEvenIfTheIntervalHasPassed() {
		IdentifyCoordinator coordinator = coordinator(1, 1000);
		IdentifyLease first = coordinator.acquire(CLUSTER, 0).join();
		CompletableFuture<IdentifyLease> second = coordinator.acquire(CLUSTER, 1);
		coordinator.sent(first.id());
		this.time.advance(Duration.ofSeconds(20));
		assertThat(second).isNotDone();
		coordinator.release(first.id());
		assertThat(second).isCompleted();
	}

	@Test
	void whenNobodySaidWhenItWasSentCountsFromTheEndOfTheLease() {
		IdentifyCoordinator coordinator = coordinator(1, 1000);
		IdentifyLease first = coordinator.acquire(CLUSTER, 0).join();
		CompletableFuture<IdentifyLease> second = coordinator.acquire(CLUSTER, 1);
		this.time.advance(Duration.ofSeconds(3));
		coordinator.release(first.id());
		this.time.advance(Duration.ofMillis(4999));
		assertThat(second).isNotDone();
		this.time.advance(Duration.ofMillis(1));
		assertThat(second).isCompleted();
	}

	@Test
	void bucketsAreIndependent() {
		IdentifyCoordinator coordinator = coordinator(2, 1000);
		assertThat(coordinator.acquire(CLUSTER, 0)).isCompleted();
		assertThat(coordinator.acquire(CLUSTER, 1)).isCompleted();
		assertThat(coordinator.acquire(CLUSTER, 2)).isNotDone();
		assertThat(coordinator.shortestTime(8)).isEqualTo(Duration.ofSeconds(15));
	}

	@Test
	void whenAHolderIsGoneItsLeaseEndsAndItsWaitersLeaveTheQueue() {
		IdentifyCoordinator coordinator = coordinator(1, 1000);
		coordinator.acquire(CLUSTER, 0);
		CompletableFuture<IdentifyLease> sameCluster = coordinator.acquire(CLUSTER, 1);
		CompletableFuture<IdentifyLease> other = coordinator.acquire(WorkerId.cluster(1), 2);
		coordinator.forget(CLUSTER);
		assertThat(sameCluster).isCancelled();
		assertThat(other).isNotDone();
		this.time.advance(Duration.ofSeconds(5));
		assertThat(other).isCompleted();
	}

	@Test
	void whenAHolderNeverAnswersTheLeaseExpires() {
		IdentifyCoordinator coordinator = coordinator(1, 1000);
		coordinator.acquire(CLUSTER, 0);
		CompletableFuture<IdentifyLease> second = coordinator.acquire(CLUSTER, 1);
		this.time.advance(Duration.ofSeconds(64));
		assertThat(second).isNotDone();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(second).isCompleted();
	}

	@Test
	void anIdentifyThatIsSentAfterTheLeaseExpiredStillDelaysTheNext() {
		IdentifyCoordinator coordinator = coordinator(2, 1000);
		IdentifyLease late = coordinator.acquire(CLUSTER, 1).join();
		this.time.advance(Duration.ofSeconds(60));
		coordinator.sent(late.id());
		CompletableFuture<IdentifyLease> next = coordinator.acquire(WorkerId.cluster(1), 3);
		assertThat(next).isNotDone();
		this.time.advance(Duration.ofMillis(4999));
		assertThat(next).isNotDone();
		this.time.advance(Duration.ofMillis(1));
		assertThat(next).isCompleted();
		assertThat(coordinator.acquire(CLUSTER, 0)).isCompleted();
	}

	@Test
	void whenAHolderAsksAnewForTheSameShardItsLeaseEnds() {
		IdentifyCoordinator coordinator = coordinator(1, 1000);
		IdentifyLease unheard = coordinator.acquire(CLUSTER, 0).join();
		CompletableFuture<IdentifyLease> again = coordinator.acquire(CLUSTER, 0);
		assertThat(again).isNotDone();
		this.time.advance(Duration.ofSeconds(5));
		assertThat(again).isCompleted();
		coordinator.release(unheard.id());
		assertThat(coordinator.acquire(CLUSTER, 1)).isNotDone();
	}

	@Test
	void aLeaseThatIsRenewedDoesNotExpire() {
		IdentifyCoordinator coordinator = coordinator(1, 1000);
		IdentifyLease first = coordinator.acquire(CLUSTER, 0).join();
		CompletableFuture<IdentifyLease> second = coordinator.acquire(CLUSTER, 1);
		for (int minute = 0; minute < 5; minute++) {
			this.time.advance(Duration.ofSeconds(50));
			coordinator.renew(first.id());
		}
		assertThat(second).isNotDone();
		this.time.advance(Duration.ofSeconds(65));
		assertThat(second).isCompleted();
	}

	@Test
	void whenTheBudgetIsSpentWaitsForTheReset() {
		IdentifyCoordinator coordinator = coordinator(16, 2);
		assertThat(coordinator.acquire(CLUSTER, 0)).isCompleted();
		assertThat(coordinator.acquire(CLUSTER, 1)).isCompleted();
		CompletableFuture<IdentifyLease> third = coordinator.acquire(CLUSTER, 2);
		assertThat(coordinator.limit().remaining()).isZero();
		this.time.advance(Duration.ofHours(1).minusNanos(1));
		assertThat(third).isNotDone();
		this.time.advance(Duration.ofNanos(1));
		assertThat(third).isCompleted();
		assertThat(coordinator.limit().remaining()).isEqualTo(999);
	}

	@Test
	void whenAWaiterStepsOutTheNextIsServed() {
		IdentifyCoordinator coordinator = coordinator(1, 1000);
		IdentifyLease first = coordinator.acquire(CLUSTER, 0).join();
		CompletableFuture<IdentifyLease> second = coordinator.acquire(CLUSTER, 1);
		CompletableFuture<IdentifyLease> third = coordinator.acquire(CLUSTER, 2);
		second.cancel(false);
		coordinator.sent(first.id());
		coordinator.release(first.id());
		this.time.advance(Duration.ofSeconds(5));
		assertThat(third).isCompleted();
	}

	private IdentifyCoordinator coordinator(int maxConcurrency, int remaining) {
		return new IdentifyCoordinator(new SessionStartLimit(1000, remaining, Duration.ofHours(1), maxConcurrency),
				Duration.ofSeconds(5), this.time::nanos, this.time::schedule);
	}

	private static final class ManualTime {

		private final List<Task> tasks = new ArrayList<>();

		private long now;

		long nanos() {
			return this.now;
		}

		void schedule(Runnable action, Duration delay) {
			this.tasks.add(new Task(this.now + delay.toNanos(), action));
		}

		void advance(Duration duration) {
			long end = this.now + duration.toNanos();
			while (true) {
				Task next = this.tasks.stream().min(Comparator.comparingLong(Task::at)).orElse(null);
				if (next == null || next.at() > end) {
					break;
				}
				this.tasks.remove(next);
				this.now = Math.max(this.now, next.at());
				next.action().run();
			}
			this.now = end;
		}

		private record Task(long at, Runnable action) {
		}

	}

}
