package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The layout of a frame. A length (4 bytes, of what follows), then the head: version,
 * kind, flags and the length of further fields (1 byte each), a value (4, mostly a time
 * in milliseconds), an id (8), the further fields, of which a reader skips those it does
 * not know, source (length 1) and destination (length 2). The rest is the body.
 */
final class Frame {

	static final int VERSION = 1;

	static final int LENGTH_BYTES = 4;

	static final int FIXED_HEAD = 16;

	static final int VALUE_OFFSET = LENGTH_BYTES + 4;

	/** The largest frame that is read; what could be larger travels in parts. */
	static final int MAX_LENGTH = 100 * 1024;

	/** The size of the buffers between a channel and its owner. */
	static final int BUFFER = 128 * 1024;

	/** The largest payload that travels in one piece, and the size of a part. */
	static final int PART = 64 * 1024;

	/** How many parts of one payload may be on their way to the Admiral. */
	static final int WINDOW = 8;

	static final int MAX_HEADERS = 16 * 1024;

	/** The payload follows in parts; the further fields name its stream and size. */
	static final int BULK = 1;

	/** The request is for each member that the destination names. */
	static final int ALL = 2;

	static final int BULK_FIELDS = 16;

	private static final byte[] NONE = new byte[0];

	private Frame() {
	}

	static byte[] text(String text) {
		return text.isEmpty() ? NONE : text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A frame without addresses and body.
	 * @param kind one of {@link Kind}
	 * @param id the id
	 * @param value the value
	 * @return the bytes, including the length
	 */
	static byte[] plain(byte kind, long id, int value) {
		return withBody(kind, id, value, NONE);
	}

	static byte[] withBody(byte kind, long id, int value, byte[] body) {
		ByteBuffer buffer = ByteBuffer.allocate(LENGTH_BYTES + headLength(0, 0, 0) + body.length);
		putHead(buffer, kind, 0, value, id, 0, 0, NONE, NONE, body.length);
		return buffer.put(body).array();
	}

	static int headLength(int flags, int source, int destination) {
		return FIXED_HEAD + (((flags & BULK) != 0) ? BULK_FIELDS : 0) + 1 + source + 2 + destination;
	}

	static void putHead(ByteBuffer out, byte kind, int flags, int value, long id, long stream, long total,
			byte[] source, byte[] destination, int bodyLength) {
		boolean bulk = (flags & BULK) != 0;
		out.putInt(headLength(flags, source.length, destination.length) + bodyLength);
		out.put((byte) VERSION).put(kind).put((byte) flags).put((byte) (bulk ? BULK_FIELDS : 0));
		out.putInt(value).putLong(id);
		if (bulk) {
			out.putLong(stream).putLong(total);
		}
		out.put((byte) source.length).put(source);
		out.putShort((short) destination.length).put(destination);
	}

	/**
	 * What a frame is. The codes are part of the protocol; unknown ones are skipped.
	 */
	static final class Kind {

		static final byte HELLO = 1;

		static final byte WELCOME = 2;

		static final byte REFUSED = 3;

		static final byte MESSAGE = 10;

		static final byte REQUEST = 11;

		static final byte REPLY = 12;

		static final byte FAILURE = 13;

		static final byte CANCEL = 14;

		/** Names the members whose replies to a request will follow. */
		static final byte EXPECT = 15;

		static final byte PART = 20;

		static final byte CREDIT = 21;

		static final byte ABORT = 22;

		static final byte PING = 30;

		static final byte PONG = 31;

		/** Asks a worker to listen for shortcuts; it answers with its address. */
		static final byte LISTEN = 40;

		static final byte LISTENING = 41;

		/** Tells a worker that another one can be reached by a shortcut, and where. */
		static final byte SHORTCUT = 42;

		/** No more messages go to a worker, and its shortcuts are to end. */
		static final byte RETIRE = 43;

		/** Asks the user of a shortcut to send no more requests on it. */
		static final byte LEAVE = 44;

		private Kind() {
		}

	}

}
