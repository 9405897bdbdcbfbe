package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperation.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Operation}.
 */
class OperationTests {

	private final Operation operation = new Operation("restart-1", "restart", "it begins", List.of()) {

		@Override
		void step() {
		}

		@Override
		void abort() {
		}

		@Override
		double progress() {
			return 0.5;
		}

		@Override
		@Nullable Duration eta() {
			return null;
		}

	};

	@Test
	void whoWaitsForTheEndDoesNotRunOnTheThreadOfTheLoop() throws Exception {
		CompletableFuture<FleetOperation> end = new CompletableFuture<>();
		CompletableFuture<Thread> told = this.operation.ended().thenApply((ended) -> {
			end.complete(ended);
			return Thread.currentThread();
		});
		this.operation.end(State.COMPLETED, "all is done");
		assertThat(told.get(20, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
		assertThat(end).isCompletedWithValue(this.operation.snapshot());
	}

}
