package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * What a member has to send: small frames first, in order, then parts of large payloads
 * by turns. Any thread adds, one at a time takes.
 */
final class Outbox {

	private final Queue<OutFrame> frames = new ConcurrentLinkedQueue<>();

	private final AtomicLong frameBytes = new AtomicLong();

	private final AtomicLong bulkBytes = new AtomicLong();

	private final ConcurrentHashMap<Long, BulkOut> bulks = new ConcurrentHashMap<>();

	private final Queue<BulkOut> ready = new ConcurrentLinkedQueue<>();

	private final IpcOptions options;

	Outbox(IpcOptions options) {
		this.options = options;
	}

	boolean hasRoom(int bytes) {
		return this.frameBytes.get() + bytes <= this.options.maxQueue();
	}

	/**
	 * Whether even answers, which are not refused, have become too many.
	 * @return whether the limit that they have is exceeded
	 */
	boolean isOverflowing() {
		return this.frameBytes.get() > 4L * this.options.maxQueue();
	}

	boolean hasBulkRoom(int bytes) {
		return this.bulkBytes.get() + bytes <= this.options.maxBulk();
	}

	boolean isEmpty() {
		return this.frames.isEmpty() && this.bulks.isEmpty();
	}

	int messages() {
		return this.frames.size();
	}

	long bytes() {
		return this.frameBytes.get() + this.bulkBytes.get();
	}

	/**
	 * Whether a flush would send something.
	 * @return whether frames, or parts with credit, are waiting
	 */
	boolean hasWork() {
		return !this.frames.isEmpty() || !this.ready.isEmpty();
	}

	void add(OutFrame frame) {
		this.frameBytes.addAndGet(frame.length());
		this.frames.add(frame);
	}

	void register(BulkOut bulk) {
		this.bulkBytes.addAndGet(bulk.size());
		this.bulks.put(bulk.stream(), bulk);
	}

	void end(BulkOut bulk) {
		if (this.bulks.remove(bulk.stream(), bulk)) {
			this.bulkBytes.addAndGet(-bulk.size());
			bulk.end();
		}
	}

	@Nullable BulkOut bulk(long stream) {
		return this.bulks.get(stream);
	}

	void credit(long stream, int parts) {
		BulkOut bulk = this.bulks.get(stream);
		if (bulk == null) {
			return;
		}
		if (bulk.credit(parts)) {
			end(bulk);
		}
		else if (bulk.isReady()) {
			this.ready.add(bulk);
		}
	}

	/**
	 * Fill a buffer.
	 * @param out where to; frames for which there is no room stay
	 */
	void fill(ByteBuffer out) {
		long now = System.nanoTime();
		while (fillFrames(out, now)) {
			BulkOut bulk = this.ready.peek();
			if (bulk == null || out.remaining() < Frame.PART + 64) {
				return;
			}
			this.ready.remove();
			bulk.writePart(out);
			if (bulk.isReady()) {
				this.ready.add(bulk);
			}
		}
	}

	private boolean fillFrames(ByteBuffer out, long now) {
		OutFrame frame = this.frames.peek();
		while (frame != null) {
			if (frame.length() > out.remaining()) {
				return false;
			}
			this.frames.remove();
			this.frameBytes.addAndGet(-frame.length());
			boolean written = frame.write(out, now);
			if (written && frame.call() != null) {
				frame.call().handedOver();
			}
			BulkOut bulk = frame.bulk();
			if (bulk != null) {
				if (written) {
					bulk.opened();
				}
				else {
					end(bulk);
				}
			}
			frame = this.frames.peek();
		}
		return true;
	}

	/** Drop what means nothing on another connection. */
	void connectionLost() {
		this.frames.removeIf((frame) -> {
			boolean remove = !frame.outlivesConnection();
			if (remove) {
				this.frameBytes.addAndGet(-frame.length());
				if (frame.bulk() != null) {
					end(frame.bulk());
				}
			}
			return remove;
		});
		this.ready.clear();
		List.copyOf(this.bulks.values()).stream().filter(BulkOut::isOpened).forEach(this::end);
	}

	/**
	 * End the payloads whose time is over.
	 * @param now the time
	 * @return the streams that the other end knows
	 */
	List<Long> sweep(long now) {
		if (this.bulks.isEmpty()) {
			return List.of();
		}
		List<Long> expired = new ArrayList<>();
		for (BulkOut bulk : List.copyOf(this.bulks.values())) {
			if (now - bulk.deadline() > 0) {
				if (bulk.isOpened()) {
					expired.add(bulk.stream());
				}
				end(bulk);
			}
		}
		return expired;
	}

	void clear() {
		this.frames.clear();
		this.frameBytes.set(0);
		List.copyOf(this.bulks.values()).forEach(this::end);
	}

}
