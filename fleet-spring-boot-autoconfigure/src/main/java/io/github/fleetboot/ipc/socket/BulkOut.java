package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;

/**
 * A large payload on its way out, in parts. Parts are written by whoever flushes the
 * outbox, credit comes in on the I/O thread.
 */
final class BulkOut {

	private final long stream;

	private final byte[] payload;

	private final long deadline;

	private final Runnable ended;

	private int offset;

	private int credit;

	private int unacknowledged;

	private boolean opened;

	private boolean over;

	/**
	 * Create it.
	 * @param stream the number of the stream
	 * @param payload the payload
	 * @param deadline until when it is worth sending, in {@link System#nanoTime()}
	 * @param ended run once, when nothing of it is on the way any more
	 */
	BulkOut(long stream, byte[] payload, long deadline, Runnable ended) {
		this.stream = stream;
		this.payload = payload;
		this.deadline = deadline;
		this.ended = ended;
	}

	long stream() {
		return this.stream;
	}

	int size() {
		return this.payload.length;
	}

	long deadline() {
		return this.deadline;
	}

	synchronized boolean isOver() {
		return this.over;
	}

	synchronized void opened() {
		this.opened = true;
	}

	synchronized boolean isOpened() {
		return this.opened;
	}

	synchronized boolean isReady() {
		return !this.over && this.credit > 0 && this.offset < this.payload.length;
	}

	/**
	 * Write the next part, if there is credit.
	 * @param out where to, with room for a part
	 */
	synchronized void writePart(ByteBuffer out) {
		if (!isReady()) {
			return;
		}
		int length = Math.min(Frame.PART, this.payload.length - this.offset);
		Frame.putHead(out, Frame.Kind.PART, 0, 0, this.stream, 0, 0, new byte[0], new byte[0], length);
		out.put(this.payload, this.offset, length);
		this.offset += length;
		this.credit--;
		this.unacknowledged++;
	}

	/**
	 * Take credit. The first grant opens the window, each later one acknowledges parts.
	 * @param parts how many parts more may be on their way
	 * @return whether that was the last acknowledgement
	 */
	synchronized boolean credit(int parts) {
		if (this.credit == 0 && this.unacknowledged == 0 && this.offset == 0) {
			this.credit = parts;
			return false;
		}
		this.credit += parts;
		this.unacknowledged -= parts;
		return this.unacknowledged == 0 && this.offset == this.payload.length;
	}

	/** End it, whether all has been sent or not. */
	void end() {
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.over = true;
		}
		this.ended.run();
	}

}
