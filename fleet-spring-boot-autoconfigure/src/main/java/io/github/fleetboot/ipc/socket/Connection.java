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

/**
 * One connection of a worker to the Admiral. Read by the I/O thread; written by whoever
 * has something to send and finds nobody else at it.
 */
final class Connection {

	/** How many buffers a thread writes in a row that has its own work to do. */
	private static final int ROUNDS = 16;

	private final SocketChannel channel;

	private final Selector selector;

	private final SelectionKey key;

	private final ByteBuffer in;

	private final ByteBuffer out;

	private final FrameReader reader = new FrameReader();

	private final ReentrantLock writing = new ReentrantLock();

	private volatile boolean blocked;

	private volatile boolean open;

	private volatile boolean broken;

	/**
	 * Connect and introduce oneself. Only the I/O thread may do so, as it waits.
	 * @param address the Admiral's address
	 * @param hello the first frame
	 * @param timeout how long it may take
	 * @param selector the selector of the I/O thread
	 * @param in the buffer to read to
	 * @param out the buffer to write from
	 * @throws IOException if the Admiral is not there, or refuses
	 */
	Connection(String address, byte[] hello, Duration timeout, Selector selector, ByteBuffer in, ByteBuffer out)
			throws IOException {
		this.selector = selector;
		this.in = in.clear();
		this.out = out.clear();
		this.channel = Sockets.connect(address);
		try {
			this.key = this.channel.register(selector, this.channel.isConnected() ? 0 : SelectionKey.OP_CONNECT);
			introduce(hello, System.nanoTime() + timeout.toNanos());
			this.key.interestOps(SelectionKey.OP_READ);
			this.open = true;
		}
		catch (IOException | RuntimeException ex) {
			Sockets.closeQuietly(this.channel);
			throw ex;
		}
	}

	private void introduce(byte[] hello, long deadline) throws IOException {
		while (!this.channel.isConnected()) {
			await(deadline);
			this.channel.finishConnect();
		}
		this.key.interestOps(SelectionKey.OP_READ);
		this.out.put(hello).flip();
		this.channel.write(this.out);
		if (this.out.hasRemaining()) {
			throw new IOException("The Admiral does not read");
		}
		this.out.clear();
		while (true) {
			await(deadline);
			int count = this.channel.read(this.in);
			this.in.flip();
			boolean complete = this.reader.next(this.in);
			if (complete && this.reader.kind() == Frame.Kind.WELCOME) {
				this.in.compact();
				return;
			}
			if (complete && this.reader.kind() == Frame.Kind.REFUSED) {
				throw new RefusedException(new String(this.reader.body(), StandardCharsets.UTF_8));
			}
			if (complete || count < 0) {
				throw new EOFException("The Admiral hung up; it may not know this process's secret");
			}
			this.in.compact();
		}
	}

	private void await(long deadline) throws IOException {
		long millis = (deadline - System.nanoTime()) / 1_000_000;
		if (millis <= 0) {
			throw new IOException("The Admiral did not answer in time");
		}
		this.selector.select(millis);
		this.selector.selectedKeys().clear();
	}

	/**
	 * Hand what has been read to a member's end.
	 * @param end the end
	 * @return {@code false} if the Admiral closed the connection
	 * @throws IOException if it is lost or the frames break the protocol
	 */
	boolean read(MemberEnd end) throws IOException {
		int count = this.channel.read(this.in);
		receive(end);
		return count >= 0;
	}

	/**
	 * Hand what came together with the welcome to a member's end.
	 * @param end the end
	 * @throws FrameException if the frames break the protocol
	 */
	void receive(MemberEnd end) throws FrameException {
		this.in.flip();
		while (this.reader.next(this.in)) {
			end.receive(this.reader);
		}
		this.in.compact();
	}

	/**
	 * Write what waits, unless another thread does or the Admiral takes no more.
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
			for (int round = 0; round < ROUNDS; round++) {
				outbox.fill(this.out);
				this.out.flip();
				if (!this.out.hasRemaining()) {
					this.out.clear();
					return;
				}
				this.channel.write(this.out);
				boolean remains = this.out.hasRemaining();
				this.out.compact();
				if (remains) {
					break;
				}
			}
			// The I/O thread goes on: when the Admiral takes more, or to let this thread
			// go
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

	boolean isWritable() {
		return this.key.isValid() && this.key.isWritable();
	}

	boolean isBroken() {
		return this.broken;
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

	/** Tell the Admiral that nothing more will come. */
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
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * The Admiral knows this worker but does not want it.
	 */
	static final class RefusedException extends IOException {

		RefusedException(String reason) {
			super(reason);
		}

	}

}
