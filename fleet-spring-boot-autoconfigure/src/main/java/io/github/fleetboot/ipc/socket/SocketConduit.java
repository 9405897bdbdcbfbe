package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A member behind a socket.
 */
final class SocketConduit implements Conduit {

	private final SocketChannel channel;

	private final SelectionKey key;

	private boolean awaiting;

	SocketConduit(SocketChannel channel, SelectionKey key) {
		this.channel = channel;
		this.key = key;
	}

	@Override
	public int read(ByteBuffer in) throws IOException {
		return this.channel.read(in);
	}

	@Override
	public void write(ByteBuffer out) throws IOException {
		this.channel.write(out);
	}

	@Override
	public void awaitWritable(boolean wanted) {
		if (wanted != this.awaiting && this.key.isValid()) {
			this.awaiting = wanted;
			this.key.interestOps(SelectionKey.OP_READ | (wanted ? SelectionKey.OP_WRITE : 0));
		}
	}

	@Override
	public void close() {
		this.key.cancel();
		Sockets.closeQuietly(this.channel);
	}

}
