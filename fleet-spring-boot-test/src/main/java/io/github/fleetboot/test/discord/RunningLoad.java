package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A load under way. May be used from any thread.
 *
 * @since 0.1.0
 */
public final class RunningLoad {

	private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final Engine engine;

	private final LoadEvents events;

	private final long planned;

	private final double nanosPerEvent;

	private final CompletableFuture<LoadResult> result = new CompletableFuture<>();

	private long start;

	private long lastTurn;

	private long sent;

	private long late;

	private volatile boolean stopped;

	private RunningLoad(Engine engine, LoadEvents events, int eventsPerSecond, long planned) {
		this.engine = engine;
		this.events = events;
		this.planned = planned;
		this.nanosPerEvent = TimeUnit.SECONDS.toNanos(1) / (double) eventsPerSecond;
	}

	static RunningLoad start(Engine engine, LoadEvents events, int eventsPerSecond, long planned) {
		RunningLoad load = new RunningLoad(engine, events, eventsPerSecond, planned);
		engine.run(() -> {
			load.start = System.nanoTime();
			load.lastTurn = load.start;
			load.takeTurn();
		});
		return load;
	}

	/**
	 * Send what is due. What could not be sent in time is caught up on at no more than
	 * twice the pace, and never with more than belongs into 10 ms at once.
	 */
	private void takeTurn() {
		long now = System.nanoTime();
		long due = Math.min(this.planned, 1 + (long) ((now - this.start) / this.nanosPerEvent));
		long most = Math.max(1, Math.round(Math.min(LATE_NANOS, 2 * (now - this.lastTurn)) / this.nanosPerEvent));
		this.lastTurn = now;
		try {
			for (long i = Math.min(due - this.sent, most); i > 0 && !this.stopped; i--) {
				this.late += (now - this.start - this.sent * this.nanosPerEvent > LATE_NANOS) ? 1 : 0;
				this.events.next();
				this.sent++;
			}
		}
		catch (RuntimeException ex) {
			this.result.completeExceptionally(ex);
			return;
		}
		if (this.stopped || this.sent == this.planned) {
			this.result.complete(new LoadResult(this.planned, this.sent, this.events.byType(), this.late,
					Duration.ofNanos(System.nanoTime() - this.start)));
			return;
		}
		long next = this.start + (long) (this.sent * this.nanosPerEvent);
		long pause = Math.max(TURN_NANOS, next - System.nanoTime());
		this.engine.gateway().later(Duration.ofNanos(pause), this::takeTurn);
	}

	/**
	 * Wait for its end.
	 * @return what came of it
	 */
	public LoadResult await() {
		return this.result.join();
	}

	/**
	 * End it early.
	 * @return what came of it
	 */
	public LoadResult stop() {
		this.stopped = true;
		return await();
	}

}
