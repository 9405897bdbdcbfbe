package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The member that lives in the hub's own JVM: frames pass from buffer to buffer.
 */
final class LocalConduit implements Conduit {

	private final MemberEnd end;

	private final FrameReader reader = new FrameReader();

	LocalConduit(MemberEnd end) {
		this.end = end;
	}

	@Override
	public int read(ByteBuffer in) {
		int before = in.position();
		this.end.outbox().fill(in);
		return in.position() - before;
	}

	@Override
	public void write(ByteBuffer out) throws IOException {
		while (this.reader.next(out)) {
			this.end.receive(this.reader);
		}
	}

	@Override
	public void awaitWritable(boolean wanted) {
		// It always is
	}

	@Override
	public void close() {
		this.end.close("the hub is closed");
	}

}
