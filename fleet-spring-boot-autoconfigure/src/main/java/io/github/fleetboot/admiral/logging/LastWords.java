package io.github.fleetboot.admiral.logging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LogText;

/**
 * What one JVM of a worker said last: the last records that it logged, and the last lines
 * that it printed, which neither drive out the other. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LastWords {

	private static final int KEPT = 20;

	private static final int FRAMES = 5;

	private final Deque<Word> records = new ArrayDeque<>();

	private final Deque<Word> lines = new ArrayDeque<>();

	private long number;

	/**
	 * Keep a line.
	 * @param line what the JVM printed
	 */
	public synchronized void printed(String line) {
		keep(this.lines, List.of(line));
	}

	synchronized void logged(LogRecord record) {
		keep(this.records, LogText.lines(record, FRAMES));
	}

	private void keep(Deque<Word> words, List<String> lines) {
		if (words.size() == KEPT) {
			words.removeFirst();
		}
		words.addLast(new Word(this.number++, lines));
	}

	/**
	 * Both, in the order in which they came.
	 * @return lines of text, oldest first
	 */
	public synchronized List<String> lines() {
		List<String> all = new ArrayList<>();
		Stream.concat(this.records.stream(), this.lines.stream())
			.sorted(Comparator.comparingLong(Word::number))
			.forEach((word) -> all.addAll(word.lines()));
		return all;
	}

	private record Word(long number, List<String> lines) {
	}

}
