package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * The way of a large payload to one member.
 */
final class StreamLeg {

	private final Stream stream;

	private final Peer target;

	private final long id;

	private final @Nullable Leg leg;

	StreamLeg(Stream stream, Peer target, long id, @Nullable Leg leg) {
		this.stream = stream;
		this.target = target;
		this.id = id;
		this.leg = leg;
	}

	Stream stream() {
		return this.stream;
	}

	Peer target() {
		return this.target;
	}

	/** The number that the member knows, negative. */
	long id() {
		return this.id;
	}

	/** The request it belongs to, {@code null} if it is no request. */
	@Nullable Leg leg() {
		return this.leg;
	}

	/**
	 * A part on its way to one member.
	 *
	 * @param way the way it takes
	 * @param shared the part
	 * @param last whether it is the last one
	 */
	record Part(StreamLeg way, SharedPart shared, boolean last) {

		int length() {
			return this.shared.bytes.length;
		}

		void write(ByteBuffer out) {
			byte[] bytes = this.shared.bytes;
			Frame.putHead(out, Frame.Kind.PART, 0, 0, this.way.id, 0, 0, new byte[0], new byte[0], bytes.length);
			out.put(bytes);
		}

		/** It left, or will never have to. */
		void done() {
			if (--this.shared.members == 0) {
				this.way.stream.grant(1);
			}
		}

	}

	/**
	 * The bytes of a part, which several members may have to get. The sender gets credit
	 * for the next one when the last of them has it.
	 */
	static final class SharedPart {

		private final byte[] bytes;

		private int members;

		SharedPart(byte[] bytes, int members) {
			this.bytes = bytes;
			this.members = members;
		}

	}

}
