package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperation.State;
import org.jspecify.annotations.Nullable;

/**
 * Something that the supervisor is to bring about, one small step after another. Holds
 * what is wanted, never where a script stands: each step looks at the workers anew.
 * Belongs to the loop's thread.
 */
abstract class Operation {

	private final CompletableFuture<FleetOperation> ended = new CompletableFuture<>();

	private final String id;

	private final String kind;

	private State state = State.RUNNING;

	private String detail;

	Operation(String id, String kind, String detail) {
		this.id = id;
		this.kind = kind;
		this.detail = detail;
	}

	final String id() {
		return this.id;
	}

	final boolean isRunning() {
		return !this.state.isEnd();
	}

	final void detail(String now) {
		this.detail = now;
	}

	final void end(State end, String why) {
		if (isRunning()) {
			this.state = end;
			this.detail = why;
			this.ended.complete(snapshot());
		}
	}

	final FleetOperation snapshot() {
		boolean completed = this.state == State.COMPLETED;
		return new FleetOperation(this.id, this.kind, this.state, completed ? 1 : progress(),
				isRunning() ? eta() : Duration.ZERO, this.detail);
	}

	final CompletableFuture<FleetOperation> ended() {
		return this.ended.copy();
	}

	/**
	 * Look at the workers, and take the next step.
	 */
	abstract void step();

	/**
	 * End early.
	 * @throws io.github.fleetboot.FleetException if that is not possible (any more)
	 */
	abstract void abort();

	/**
	 * How much is done.
	 * @return from 0 to 1
	 */
	abstract double progress();

	/**
	 * How long it will go on.
	 * @return the time, {@code null} if it is unknown
	 */
	abstract @Nullable Duration eta();

}
