package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * Where other workers of the fleet come in to use shortcuts. For the I/O thread.
 */
final class Door {

	private static final Log logger = LogFactory.getLog(Door.class);

	private static final int MAX_STRANGERS = 64;

	/** How long nobody is let in after that failed, lest it fail all the time. */
	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private final ServerSocketChannel server;

	private final SelectionKey key;

	private final String address;

	private final Selector selector;

	private final Buffers buffers;

	private final byte[] secret;

	private final Duration patience;

	private final BiFunction<WorkerId, Connection, Shortcut> admission;

	private final List<Stranger> strangers = new ArrayList<>();

	private long acceptAgain = System.nanoTime();

	/**
	 * Open it.
	 * @param hub the address of the Admiral, beside which it is
	 * @param selector the selector of the I/O thread
	 * @param buffers the buffers to use
	 * @param secret what workers prove themselves with
	 * @param patience how long they may take for that
	 * @param admission takes those who have
	 * @throws IOException if it cannot be opened
	 */
	Door(String hub, Selector selector, Buffers buffers, byte[] secret, Duration patience,
			BiFunction<WorkerId, Connection, Shortcut> admission) throws IOException {
		this.selector = selector;
		this.buffers = buffers;
		this.secret = secret;
		this.patience = patience;
		this.admission = admission;
		this.server = Sockets.listenBeside(hub);
		this.address = Sockets.address(this.server);
		this.key = this.server.register(selector, SelectionKey.OP_ACCEPT, this);
	}

	String address() {
		return this.address;
	}

	/** Let in who waits outside. */
	void accept() {
		if (!this.key.isValid()) {
			// Closed since the selector found it
			return;
		}
		SocketChannel channel = null;
		try {
			channel = this.server.accept();
			if (channel == null) {
				return;
			}
			Path file = Sockets.file(this.address);
			if (this.strangers.size() >= MAX_STRANGERS || (file != null && Sockets.isForeign(channel, file))) {
				logger.warn("Refused a connection of another user, or one of too many");
				Sockets.closeQuietly(channel);
				return;
			}
			channel.configureBlocking(false);
			Sockets.configure(channel);
			Connection connection = new Connection(channel, this.selector, this.buffers);
			Stranger stranger = new Stranger(connection, System.nanoTime() + this.patience.toNanos());
			connection.attach(stranger);
			this.strangers.add(stranger);
		}
		catch (NoSuchFileException ex) {
			logger.debug("The Admiral has removed the socket of this worker, which it takes for gone", ex);
			rest(channel);
		}
		catch (IOException ex) {
			logger.warn("Could not accept a connection of another worker", ex);
			rest(channel);
		}
	}

	private void rest(@Nullable SocketChannel channel) {
		Sockets.closeQuietly(channel);
		this.key.interestOps(0);
		this.acceptAgain = System.nanoTime() + PAUSE;
	}

	/**
	 * Hear what somebody says who came in.
	 * @param stranger who
	 */
	void listenTo(Stranger stranger) {
		if (!stranger.connection.isReadable()) {
			return;
		}
		try {
			if (!stranger.connection.read(stranger)) {
				throw new IOException("It hung up");
			}
		}
		catch (IOException | RuntimeException ex) {
			turnAway(stranger, String.valueOf(ex.getMessage()));
		}
	}

	private void turnAway(Stranger stranger, String reason) {
		if (stranger.shortcut != null) {
			// It came in before it hung up
			stranger.connection.breakUp();
			return;
		}
		logger.warn("Closed a connection that another worker may have made: " + reason);
		this.strangers.remove(stranger);
		stranger.connection.close();
	}

	boolean hasStrangers() {
		return !this.strangers.isEmpty();
	}

	void tick(long now) {
		if (now - this.acceptAgain >= 0) {
			this.key.interestOps(SelectionKey.OP_ACCEPT);
		}
		for (Stranger stranger : List.copyOf(this.strangers)) {
			if (now - stranger.deadline >= 0) {
				turnAway(stranger, "it did not introduce itself in time");
			}
		}
	}

	void close() {
		this.strangers.forEach((stranger) -> stranger.connection.close());
		this.strangers.clear();
		Sockets.closeQuietly(this.server);
		Sockets.removeFile(this.address);
	}

	/**
	 * Somebody who has not introduced itself.
	 */
	final class Stranger implements Connection.FrameHandler {

		private final Connection connection;

		private final long deadline;

		private @Nullable Shortcut shortcut;

		Stranger(Connection connection, long deadline) {
			this.connection = connection;
			this.deadline = deadline;
		}

		Door door() {
			return Door.this;
		}

		@Override
		public void handle(FrameReader frame) throws IOException {
			if (this.shortcut != null) {
				this.shortcut.handle(frame);
				return;
			}
			Handshake handshake = Handshake.decode(frame);
			if (!MessageDigest.isEqual(Door.this.secret, handshake.secret())) {
				throw new FrameException("it does not know the fleet's secret");
			}
			Door.this.strangers.remove(this);
			this.shortcut = Door.this.admission.apply(handshake.hello().id(), this.connection);
		}

	}

}
