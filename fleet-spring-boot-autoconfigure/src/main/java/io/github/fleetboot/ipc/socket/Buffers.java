package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The buffers of a worker's connections. A connection at rest has none. Safe for use by
 * several threads.
 */
final class Buffers {

	private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

	/**
	 * Take a buffer.
	 * @return an empty one
	 */
	ByteBuffer take() {
		ByteBuffer buffer = this.free.poll();
		return (buffer != null) ? buffer : ByteBuffer.allocateDirect(Frame.BUFFER);
	}

	/**
	 * Give a buffer back.
	 * @param buffer what nobody uses any more
	 */
	void give(ByteBuffer buffer) {
		this.free.add(buffer.clear());
	}

}
