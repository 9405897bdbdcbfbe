package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the frames in a buffer. Holds the head of the current one until the next;
 * the strings are read on demand. For one thread.
 */
final class FrameReader {

	private ByteBuffer buffer = ByteBuffer.allocate(0);

	private byte kind;

	private int flags;

	private int value;

	private long id;

	private long stream;

	private long total;

	private int sourceStart;

	private int sourceLength;

	private int destinationStart;

	private int destinationLength;

	private int bodyStart;

	private int bodyLength;

	/**
	 * Go to the next frame.
	 * @param in positioned at the start of a frame; afterwards behind it
	 * @return {@code false} if it is not all there yet
	 * @throws FrameException if this is no frame
	 */
	boolean next(ByteBuffer in) throws FrameException {
		if (in.remaining() < Frame.LENGTH_BYTES) {
			return false;
		}
		int start = in.position();
		int length = in.getInt(start);
		if (length < Frame.headLength(0, 0, 0) || length > Frame.MAX_LENGTH) {
			throw new FrameException("A frame of " + length + " bytes; between " + Frame.headLength(0, 0, 0) + " and "
					+ Frame.MAX_LENGTH + " are possible");
		}
		if (in.remaining() < Frame.LENGTH_BYTES + length) {
			return false;
		}
		this.buffer = in;
		int at = start + Frame.LENGTH_BYTES;
		int end = at + length;
		readHead(in, at, end);
		in.position(end);
		return true;
	}

	private void readHead(ByteBuffer in, int at, int end) throws FrameException {
		if (in.get(at) != Frame.VERSION) {
			throw new FrameException("A frame of version " + in.get(at) + "; this end speaks " + Frame.VERSION);
		}
		this.kind = in.get(at + 1);
		this.flags = in.get(at + 2);
		int further = in.get(at + 3) & 0xFF;
		this.value = in.getInt(at + 4);
		this.id = in.getLong(at + 8);
		int position = at + Frame.FIXED_HEAD;
		if (isBulk()) {
			check(further >= Frame.BULK_FIELDS && position + Frame.BULK_FIELDS <= end);
			this.stream = in.getLong(position);
			this.total = in.getLong(position + 8);
		}
		position += further;
		check(position + 3 <= end);
		this.sourceLength = in.get(position) & 0xFF;
		this.sourceStart = position + 1;
		position = this.sourceStart + this.sourceLength;
		check(position + 2 <= end);
		this.destinationLength = in.getShort(position) & 0xFFFF;
		this.destinationStart = position + 2;
		this.bodyStart = this.destinationStart + this.destinationLength;
		check(this.bodyStart <= end);
		this.bodyLength = end - this.bodyStart;
	}

	private static void check(boolean inside) throws FrameException {
		if (!inside) {
			throw new FrameException("A field reaches beyond the end of its frame");
		}
	}

	byte kind() {
		return this.kind;
	}

	int flags() {
		return this.flags;
	}

	boolean isBulk() {
		return (this.flags & Frame.BULK) != 0;
	}

	boolean isForAll() {
		return (this.flags & Frame.ALL) != 0;
	}

	int value() {
		return this.value;
	}

	long id() {
		return this.id;
	}

	long stream() {
		return this.stream;
	}

	long total() {
		return this.total;
	}

	String source() {
		return text(this.sourceStart, this.sourceLength);
	}

	String destination() {
		return text(this.destinationStart, this.destinationLength);
	}

	int bodyStart() {
		return this.bodyStart;
	}

	int bodyLength() {
		return this.bodyLength;
	}

	ByteBuffer buffer() {
		return this.buffer;
	}

	byte[] body() {
		byte[] bytes = new byte[this.bodyLength];
		this.buffer.get(this.bodyStart, bytes);
		return bytes;
	}

	private String text(int start, int length) {
		if (length == 0) {
			return "";
		}
		byte[] bytes = new byte[length];
		this.buffer.get(start, bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
