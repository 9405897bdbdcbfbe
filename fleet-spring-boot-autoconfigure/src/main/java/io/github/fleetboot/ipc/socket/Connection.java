package io.github.fleetboot.ipc.socket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A connection of a worker, to the Admiral or to another worker. Read by the I/O thread;
 * written by whoever has something to send and finds nobody else at it.
 */
final class Connection {

	/** How many buffers a thread writes in a row that has its own work to do. */
	private static final int ROUNDS = 16;

	private final SocketChannel channel;

	private final Selector selector;

	private final SelectionKey key;

	private final Buffers buffers;

	private final FrameReader reader = new FrameReader();

	private final ReentrantLock writing = new ReentrantLock();

	/** What has been read and is not a whole frame yet. */
	private @Nullable ByteBuffer in;

	/** What the other end does not take yet. */
	private @Nullable ByteBuffer out;

	private volatile boolean blocked;

	private volatile boolean open = true;

	private volatile boolean broken;

	/**
	 * Serve a channel.
	 * @param channel the channel, non-blocking
	 * @param selector the selector of the I/O thread, which calls this
	 * @param buffers the buffers to use
	 * @throws IOException if the channel is closed
	 */
	Connection(SocketChannel channel, Selector selector, Buffers buffers) throws IOException {
		this.channel = channel;
		this.selector = selector;
		this.buffers = buffers;
		this.key = channel.register(selector, SelectionKey.OP_READ);
	}

	/**
	 * Connect and introduce oneself, which is waited for.
	 * @param address the other end's address
	 * @param name what the other end calls itself, empty if it does not say so
	 * @param hello the first frame
	 * @param timeout how long it may take
	 * @param selector a selector that nobody else waits at
	 * @param buffers the buffers to use
	 * @return the connection
	 * @throws IOException if the other end is not there, or refuses
	 */
	static Connection open(String address, String name, byte[] hello, Duration timeout, Selector selector,
			Buffers buffers) throws IOException {
		SocketChannel channel = Sockets.connect(address);
		try {
			long deadline = System.nanoTime() + timeout.toNanos();
			if (!channel.isConnected()) {
				channel.register(selector, SelectionKey.OP_CONNECT);
			}
			while (!channel.isConnected()) {
				await(selector, deadline);
				channel.finishConnect();
			}
			Connection connection = new Connection(channel, selector, buffers);
			connection.introduce(name, hello, deadline);
			return connection;
		}
		catch (IOException | RuntimeException ex) {
			Sockets.closeQuietly(channel);
			throw ex;
		}
	}

	private void introduce(String name, byte[] hello, long deadline) throws IOException {
		if (this.channel.write(ByteBuffer.wrap(hello)) < hello.length) {
			throw new IOException("The other end does not read");
		}
		ByteBuffer welcome = this.buffers.take();
		this.in = welcome;
		while (true) {
			await(this.selector, deadline);
			int count = this.channel.read(welcome);
			welcome.flip();
			boolean complete = this.reader.next(welcome);
			if (complete && this.reader.kind() == Frame.Kind.WELCOME) {
				String other = new String(this.reader.body(), StandardCharsets.UTF_8);
				if (!other.equals(name)) {
					throw new IOException("'" + other + "' answers there, not '" + name + "'");
				}
				welcome.compact();
				return;
			}
			if (complete && this.reader.kind() == Frame.Kind.REFUSED) {
				throw new RefusedException(new String(this.reader.body(), StandardCharsets.UTF_8));
			}
			if (complete || count < 0) {
				throw new EOFException("The other end hung up; it may not know this process's secret");
			}
			welcome.compact();
		}
	}

	private static void await(Selector selector, long deadline) throws IOException {
		long millis = (deadline - System.nanoTime()) / 1_000_000;
		if (millis <= 0) {
			throw new IOException("The other end did not answer in time");
		}
		selector.select(millis);
		selector.selectedKeys().clear();
	}

	/**
	 * Have another thread read it; for the one that connected.
	 * @param io the selector of the I/O thread, which calls this
	 * @return the connection to use instead of this one
	 * @throws IOException if it is closed
	 */
	Connection moveTo(Selector io) throws IOException {
		Connection moved = new Connection(this.channel, io, this.buffers);
		moved.in = this.in;
		this.in = null;
		return moved;
	}

	void attach(Object owner) {
		this.key.attach(owner);
	}

	/**
	 * Read, and hand over what has been read.
	 * @param handler takes the frames
	 * @return {@code false} if the other end closed the connection
	 * @throws IOException if it is lost or the frames break the protocol
	 */
	boolean read(FrameHandler handler) throws IOException {
		ByteBuffer buffer = (this.in != null) ? this.in : this.buffers.take();
		this.in = buffer;
		int count = this.channel.read(buffer);
		receive(handler);
		return count >= 0;
	}

	/**
	 * Hand over what came together with the welcome.
	 * @param handler takes the frames
	 * @throws IOException if the frames break the protocol
	 */
	void receive(FrameHandler handler) throws IOException {
		ByteBuffer buffer = this.in;
		if (buffer == null) {
			return;
		}
		buffer.flip();
		while (this.open && this.reader.next(buffer)) {
			handler.handle(this.reader);
		}
		if (buffer.hasRemaining()) {
			buffer.compact();
		}
		else {
			this.in = null;
			this.buffers.give(buffer);
		}
	}

	/**
	 * Write what waits, unless another thread does or the other end takes no more.
	 * @param outbox what waits
	 */
	void flush(Outbox outbox) {
		while (this.open && !this.blocked && !this.broken && outbox.hasWork() && this.writing.tryLock()) {
			try {
				write(outbox);
			}
			finally {
				this.writing.unlock();
			}
		}
	}

	private void write(Outbox outbox) {
		if (this.blocked || !this.open) {
			return;
		}
		try {
			ByteBuffer buffer = (this.out != null) ? this.out : this.buffers.take();
			this.out = buffer;
			for (int round = 0; round < ROUNDS; round++) {
				outbox.fill(buffer);
				buffer.flip();
				if (!buffer.hasRemaining()) {
					this.out = null;
					this.buffers.give(buffer);
					return;
				}
				this.channel.write(buffer);
				boolean remains = buffer.hasRemaining();
				buffer.compact();
				if (remains) {
					break;
				}
			}
			// The I/O thread goes on: when the other end takes more, or to let this
			// thread go
			this.blocked = true;
			this.key.interestOpsOr(SelectionKey.OP_WRITE);
			this.selector.wakeup();
		}
		catch (IOException | RuntimeException ex) {
			// The I/O thread will find the reason when it reads
			this.broken = true;
			this.selector.wakeup();
		}
	}

	boolean isReadable() {
		return this.key.isValid() && this.key.isReadable();
	}

	boolean isWritable() {
		return this.key.isValid() && this.key.isWritable();
	}

	boolean isBroken() {
		return this.broken;
	}

	/** Have it be closed at the next occasion. */
	void breakUp() {
		this.broken = true;
	}

	void writable(Outbox outbox) {
		this.writing.lock();
		try {
			this.key.interestOpsAnd(~SelectionKey.OP_WRITE);
			this.blocked = false;
			write(outbox);
		}
		finally {
			this.writing.unlock();
		}
		flush(outbox);
	}

	boolean isDrained(Outbox outbox) {
		return outbox.isEmpty() && !this.blocked;
	}

	/** Tell the other end that nothing more will come. */
	void finish() {
		try {
			this.channel.shutdownOutput();
		}
		catch (IOException ex) {
			this.broken = true;
		}
	}

	/** Close it. No thread writes any more afterwards. */
	void close() {
		this.writing.lock();
		try {
			this.open = false;
			Sockets.closeQuietly(this.channel);
			if (this.out != null) {
				this.buffers.give(this.out);
				this.out = null;
			}
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Takes a frame.
	 */
	@FunctionalInterface
	interface FrameHandler {

		void handle(FrameReader frame) throws IOException;

	}

	/**
	 * The other end knows this worker but does not want it.
	 */
	static final class RefusedException extends IOException {

		RefusedException(String reason) {
			super(reason);
		}

	}

}
