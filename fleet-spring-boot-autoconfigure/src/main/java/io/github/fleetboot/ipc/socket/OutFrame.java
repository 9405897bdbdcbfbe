package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * A frame on its way out of a member.
 *
 * @param bytes the frame, up to its payload
 * @param payload the rest of it, which is not copied, empty if there is none
 * @param deadline until when it is worth sending, in {@link System#nanoTime()}; 0 if
 * always. What remains of it is written into the frame at the last moment.
 * @param call the request it carries, if it carries one
 * @param bulk the payload that follows, if it is a large one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared
record OutFrame(byte[] bytes, byte[] payload, long deadline, @Nullable PendingCall call, @Nullable BulkOut bulk) {

	private static final byte[] NONE = new byte[0];

	OutFrame(byte[] bytes) {
		this(bytes, NONE, 0, null, null);
	}

	int length() {
		return this.bytes.length + this.payload.length;
	}

	/** Whether it still makes sense on another connection: replies and credits do not. */
	boolean outlivesConnection() {
		return this.deadline != 0;
	}

	/**
	 * Write the frame, unless it comes too late.
	 * @param out where to, with room enough
	 * @param now the time
	 * @return whether it was written
	 */
	boolean write(ByteBuffer out, long now) {
		if (this.deadline != 0) {
			long millis = (this.deadline - now + 999_999) / 1_000_000;
			if (millis <= 0 || (this.call != null && this.call.isOver()) || (this.bulk != null && this.bulk.isOver())) {
				return false;
			}
			int start = out.position();
			out.put(this.bytes).put(this.payload);
			out.putInt(start + Frame.VALUE_OFFSET, (int) Math.min(millis, Integer.MAX_VALUE));
			return true;
		}
		out.put(this.bytes).put(this.payload);
		return true;
	}

}
