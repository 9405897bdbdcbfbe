package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
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

	private final List<WorkerHandle> targets;

	private State state = State.RUNNING;

	private String detail;

	/**
	 * Create an operation.
	 * @param id its id
	 * @param kind what it does
	 * @param detail what it does now
	 * @param targets the workers that no other operation may touch meanwhile
	 */
	Operation(String id, String kind, String detail, List<WorkerHandle> targets) {
		this.id = id;
		this.kind = kind;
		this.detail = detail;
		this.targets = List.copyOf(targets);
	}

	final String kind() {
		return this.kind;
	}

	final List<WorkerHandle> targets() {
		return this.targets;
	}

	/**
	 * Whether another operation may not touch a worker meanwhile.
	 */
	boolean concerns(WorkerHandle worker) {
		return this.targets.contains(worker);
	}

	/**
	 * Whether workers are killed for it instead of drained.
	 */
	boolean isHard() {
		return false;
	}

	/**
	 * Note what is wanted of the workers, once it is clear that it will be done.
	 */
	void begin() {
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
			FleetOperation last = snapshot();
			// Who waits for it may block, and ask the loop
			Thread thread = new Thread(() -> this.ended.complete(last), "fleet-operation-end");
			thread.setDaemon(true);
			thread.start();
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
