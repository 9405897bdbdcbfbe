package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcHello;

/**
 * Something that connects to a hub and does as it likes.
 */
final class RawPeer implements AutoCloseable {

	private final SocketChannel channel;

	private final ByteBuffer in = ByteBuffer.allocate(Frame.BUFFER);

	private final FrameReader reader = new FrameReader();

	RawPeer(String address) throws IOException {
		this.channel = Sockets.connect(address);
		while (!this.channel.finishConnect()) {
			Thread.onSpinWait();
		}
		this.channel.configureBlocking(true);
	}

	static RawPeer joined(String address, WorkerId id) throws IOException {
		RawPeer peer = new RawPeer(address);
		peer.send(Handshake.encode(new IpcHello(id, 0), Harbour.SECRET));
		if (peer.next().kind() != Frame.Kind.WELCOME) {
			throw new IOException("Not welcome");
		}
		return peer;
	}

	void send(byte[] bytes) throws IOException {
		ByteBuffer out = ByteBuffer.wrap(bytes);
		while (out.hasRemaining()) {
			this.channel.write(out);
		}
	}

	void send(String text) throws IOException {
		send(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Read what the hub sends, but for its pings, which come whenever it gets round to
	 * it, and what it says about shortcuts.
	 */
	FrameReader next() throws IOException {
		FrameReader frame = read();
		while (frame.kind() == Frame.Kind.PING || frame.kind() >= Frame.Kind.LISTEN) {
			frame = read();
		}
		return frame;
	}

	/**
	 * Read up to a frame of a kind.
	 */
	FrameReader next(byte kind) throws IOException {
		FrameReader frame = read();
		while (frame.kind() != kind) {
			frame = read();
		}
		return frame;
	}

	private FrameReader read() throws IOException {
		this.in.flip();
		while (!this.reader.next(this.in)) {
			this.in.compact();
			if (this.channel.read(this.in) < 0) {
				throw new IOException("The hub hung up");
			}
			this.in.flip();
		}
		ByteBuffer copy = ByteBuffer.allocate(Frame.BUFFER);
		int end = this.in.position();
		copy.put(this.in.duplicate().position(0)).flip();
		this.in.position(end);
		this.in.compact();
		FrameReader result = new FrameReader();
		result.next(copy);
		return result;
	}

	/**
	 * Wait for the hub to hang up.
	 * @param millis how long
	 * @return whether it did
	 */
	boolean isClosedWithin(long millis) throws IOException {
		this.channel.configureBlocking(false);
		long deadline = System.nanoTime() + millis * 1_000_000;
		try (Selector selector = Selector.open()) {
			this.channel.register(selector, SelectionKey.OP_READ);
			ByteBuffer ignored = ByteBuffer.allocate(1024);
			while (System.nanoTime() < deadline) {
				selector.select(50);
				selector.selectedKeys().clear();
				if (this.channel.read(ignored.clear()) < 0) {
					return true;
				}
			}
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	void hangUp() throws IOException {
		this.channel.close();
	}

	@Override
	public void close() throws IOException {
		hangUp();
	}

}
