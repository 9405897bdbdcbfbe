package io.github.fleetboot.test.discord.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of four numbers: a form in which millions of events can be kept. Rows are only
 * added, and never changed. Where there is a limit the oldest are forgotten, many at
 * once. Used under the monitor; a view may be read from any thread.
 */
final class Rows {

	private static final int COLUMNS = 4;

	private static final int ROWS_PER_CHUNK = 4096;

	private final List<long[]> chunks = new ArrayList<>();

	private final int maxChunks;

	private long forgotten;

	private int used = ROWS_PER_CHUNK;

	private Rows(int maxChunks) {
		this.maxChunks = maxChunks;
	}

	static Rows unlimited() {
		return new Rows(Integer.MAX_VALUE);
	}

	/**
	 * Rows of which at least the given number is kept.
	 */
	static Rows last(int rows) {
		return new Rows((rows + ROWS_PER_CHUNK - 1) / ROWS_PER_CHUNK + 1);
	}

	void add(long first, long second, long third, long fourth) {
		if (this.used == ROWS_PER_CHUNK) {
			if (this.chunks.size() == this.maxChunks) {
				this.chunks.remove(0);
				this.forgotten += ROWS_PER_CHUNK;
			}
			this.chunks.add(new long[ROWS_PER_CHUNK * COLUMNS]);
			this.used = 0;
		}
		long[] chunk = this.chunks.get(this.chunks.size() - 1);
		int at = this.used++ * COLUMNS;
		chunk[at] = first;
		chunk[at + 1] = second;
		chunk[at + 2] = third;
		chunk[at + 3] = fourth;
	}

	int size() {
		return (this.chunks.size() - 1) * ROWS_PER_CHUNK + this.used;
	}

	long forgotten() {
		return this.forgotten;
	}

	View view() {
		return new View(List.copyOf(this.chunks), size());
	}

	/**
	 * The rows there are at one moment.
	 *
	 * @param chunks the rows' chunks, of which the last one may still grow
	 * @param size how many rows belong to the view
	 */
	record View(List<long[]> chunks, int size) {

		long get(int row, int column) {
			return this.chunks.get(row / ROWS_PER_CHUNK)[row % ROWS_PER_CHUNK * COLUMNS + column];
		}

	}

}
