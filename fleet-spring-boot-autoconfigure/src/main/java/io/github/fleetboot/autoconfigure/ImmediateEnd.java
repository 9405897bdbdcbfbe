package io.github.fleetboot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.fleetboot.process.SecondSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the application without draining when it is asked to end for the second time: on
 * Ctrl-C twice, for instance.
 */
class ImmediateEnd implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ImmediateEnd.class);

	private static final int CTRL_C = 130;

	/**
	 * Who waits for less need not be told that he could wait less.
	 */
	private static final Duration SHORT_WAIT = Duration.ofSeconds(2);

	private static final Duration PATIENCE_WITH_KILLED = Duration.ofSeconds(5);

	private final AtomicBoolean ending = new AtomicBoolean();

	private final WorkerJvms workers;

	private final FleetDirectoryHolder directory;

	private volatile @Nullable SecondSignal signals;

	ImmediateEnd(WorkerJvms workers, FleetDirectoryHolder directory) {
		this.workers = workers;
		this.directory = directory;
	}

	/**
	 * Watch, from the start of the fleet to the end of the context.
	 */
	void watch() {
		if (this.signals == null) {
			this.signals = SecondSignal.watch(this::hint, this::end);
		}
	}

	private void hint(int code) {
		if (code == CTRL_C) {
			CompletableFuture.delayedExecutor(SHORT_WAIT.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
				if (this.signals != null && !this.ending.get()) {
					logger.info("The application is stopping; press Ctrl-C again to end it at once");
				}
			});
		}
	}

	private void end(int code) {
		if (this.ending.compareAndSet(false, true)) {
			try {
				logger.warn("Asked to end again: ends at once, without draining");
				this.workers.killAll().get(PATIENCE_WITH_KILLED.toMillis(), TimeUnit.MILLISECONDS);
				this.directory.close();
			}
			catch (Exception ex) {
				logger.warn("Something is left", ex);
			}
			finally {
				Runtime.getRuntime().halt(code);
			}
		}
	}

	@Override
	public void close() {
		SecondSignal watched = this.signals;
		this.signals = null;
		if (watched != null) {
			watched.close();
		}
	}

}
