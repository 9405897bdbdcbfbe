package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;

/**
 * A frame on its way through the hub: a new head before a body that is copied as it is.
 *
 * @param kind the kind
 * @param flags the flags
 * @param value the value
 * @param id the id that the receiver knows
 * @param stream the stream that the receiver knows
 * @param total the size of a bulk payload
 * @param source the sender
 * @param body holds the body
 * @param bodyStart where it starts
 * @param bodyLength how long it is
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared
record Passage(byte kind, int flags, int value, long id, long stream, long total, byte[] source, ByteBuffer body,
		int bodyStart, int bodyLength) {

	private static final byte[] NONE = new byte[0];

	static Passage of(FrameReader frame, long id, long stream, byte[] source) {
		return new Passage(frame.kind(), frame.flags() & Frame.BULK, frame.value(), id, stream, frame.total(), source,
				frame.buffer(), frame.bodyStart(), frame.bodyLength());
	}

	/**
	 * The size of the whole.
	 * @return bytes, including the length field
	 */
	int length() {
		return Frame.LENGTH_BYTES + Frame.headLength(this.flags, this.source.length, 0) + this.bodyLength;
	}

	void write(ByteBuffer out) {
		Frame.putHead(out, this.kind, this.flags, this.value, this.id, this.stream, this.total, this.source, NONE,
				this.bodyLength);
		out.put(out.position(), this.body, this.bodyStart, this.bodyLength);
		out.position(out.position() + this.bodyLength);
	}

	/**
	 * The same, independent of the buffer it came in.
	 * @return a copy
	 */
	Passage copy() {
		byte[] bytes = new byte[this.bodyLength];
		this.body.get(this.bodyStart, bytes);
		return new Passage(this.kind, this.flags, this.value, this.id, this.stream, this.total, this.source,
				ByteBuffer.wrap(bytes), 0, bytes.length);
	}

	/**
	 * The same with what remains of its time, and another stream.
	 * @param remaining the time, in milliseconds
	 * @param streamThere the stream that the receiver knows
	 * @return the passage
	 */
	Passage with(int remaining, long streamThere) {
		return new Passage(this.kind, this.flags, remaining, this.id, streamThere, this.total, this.source, this.body,
				this.bodyStart, this.bodyLength);
	}

}
