package io.github.fleetboot.process;

import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Tells when this JVM is asked to end a second time. A JVM that already runs its shutdown
 * hooks ignores further signals, so that somebody who presses Ctrl-C again would wait in
 * vain. Where signals cannot be handled, this does nothing. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SecondSignal implements AutoCloseable {

	/**
	 * What starts an application, such as a build tool, may pass on as {@code SIGTERM}
	 * the Ctrl-C that both have got: that is still the first time.
	 */
	private static final Duration SAME_TIME = Duration.ofSeconds(1);

	/**
	 * A process that ended by a signal has this and the signal's number as exit code.
	 */
	private static final int SIGNAL_EXIT_CODE = 128;

	private final IntConsumer first;

	private final IntConsumer second;

	private final LongSupplier nanoTime;

	private final List<Runnable> installed;

	private int firstSignal;

	private long firstAt;

	SecondSignal(IntConsumer first, IntConsumer second, LongSupplier nanoTime, List<String> signals) {
		this.first = first;
		this.second = second;
		this.nanoTime = nanoTime;
		this.installed = signals.stream().map((signal) -> SignalHandler.install(signal, this::handle)).toList();
	}

	/**
	 * Watch for SIGINT, which is Ctrl-C, and SIGTERM.
	 * @param first gets the exit code that the first one means, and must return soon: the
	 * JVM begins to shut down after it
	 * @param second gets the exit code that a further one means
	 * @return the watch
	 */
	public static SecondSignal watch(IntConsumer first, IntConsumer second) {
		return new SecondSignal(first, second, System::nanoTime, List.of("INT", "TERM"));
	}

	void handle(int signal, Runnable before) {
		if (isFirst(signal)) {
			this.first.accept(SIGNAL_EXIT_CODE + signal);
			before.run();
			// Still here: the application has other plans than to end
			forget();
		}
		else if (isAnother(signal)) {
			this.second.accept(SIGNAL_EXIT_CODE + signal);
		}
	}

	private synchronized boolean isFirst(int signal) {
		if (this.firstSignal != 0) {
			return false;
		}
		this.firstSignal = signal;
		this.firstAt = this.nanoTime.getAsLong();
		return true;
	}

	private synchronized void forget() {
		this.firstSignal = 0;
	}

	private synchronized boolean isAnother(int signal) {
		return signal == this.firstSignal || this.nanoTime.getAsLong() - this.firstAt >= SAME_TIME.toNanos();
	}

	/**
	 * Leave signals to the JVM again.
	 */
	@Override
	public void close() {
		this.installed.forEach(Runnable::run);
	}

}
