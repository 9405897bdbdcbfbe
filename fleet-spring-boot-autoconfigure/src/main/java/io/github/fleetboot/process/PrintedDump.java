package io.github.fleetboot.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Takes the thread dump that was asked for out of what a JVM prints. Thread-safe.
 */
final class PrintedDump {

	static final int MAX_LENGTH = 2_000_000;

	private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

	private static final String FIRST_LINE = "Full thread dump ";

	/**
	 * The end of the class histogram, which follows the threads.
	 */
	private static final Pattern LAST_LINE = Pattern.compile("Total\\s+\\d+\\s+\\d+");

	/**
	 * A dump without an end must not swallow what the worker prints later.
	 */
	private static final Duration LONGEST = Duration.ofSeconds(10);

	private final StringBuilder text = new StringBuilder();

	private final LongSupplier nanoTime;

	private @Nullable CompletableFuture<Void> asked;

	private boolean printing;

	private long printingSince;

	PrintedDump(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * A dump will be asked for, and will be taken even if it comes late.
	 * @return completes when it was printed to its end; {@code null} if one was asked for
	 * before, and has not come yet
	 */
	synchronized @Nullable CompletableFuture<Void> expect() {
		if (this.asked != null) {
			return null;
		}
		this.asked = new CompletableFuture<>();
		this.text.setLength(0);
		return this.asked.copy();
	}

	/**
	 * What was printed of it.
	 * @return the lines, empty if it did not begin
	 */
	synchronized String text() {
		return this.text.toString();
	}

	/**
	 * Look at a line that the JVM has printed.
	 * @param line the line
	 * @return whether it belongs to the dump
	 */
	synchronized boolean takes(String line) {
		if (this.asked == null) {
			return false;
		}
		if (!this.printing) {
			this.printing = line.startsWith(FIRST_LINE);
			this.printingSince = this.nanoTime.getAsLong();
		}
		else if (this.nanoTime.getAsLong() - this.printingSince > LONGEST.toNanos()) {
			finish();
			return false;
		}
		if (!this.printing) {
			return TIMESTAMP.matcher(line).matches();
		}
		if (this.text.length() + line.length() < MAX_LENGTH) {
			this.text.append(line).append('\n');
		}
		if (LAST_LINE.matcher(line).matches()) {
			finish();
		}
		return true;
	}

	private void finish() {
		this.printing = false;
		if (this.asked != null) {
			this.asked.complete(null);
			this.asked = null;
		}
	}

}
