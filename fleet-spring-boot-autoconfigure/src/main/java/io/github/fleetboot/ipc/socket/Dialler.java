package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * Connects to other workers, each on a thread of its own, as it has to be waited for. For
 * the I/O thread.
 */
final class Dialler {

	private static final Log logger = LogFactory.getLog(Dialler.class);

	/** How long nobody is dialled again, be it in vain or under way. */
	private static final long PAUSE = Duration.ofSeconds(10).toNanos();

	private final byte[] hello;

	private final Duration timeout;

	private final Buffers buffers;

	private final Runnable arrival;

	private final Map<WorkerId, Long> busyUntil = new ConcurrentHashMap<>();

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private volatile boolean closed;

	/**
	 * Create it.
	 * @param hello what introduces this worker
	 * @param timeout how long a connection may take
	 * @param buffers the buffers to use
	 * @param arrival told, on another thread, that there is a connection to be taken
	 */
	Dialler(byte[] hello, Duration timeout, Buffers buffers, Runnable arrival) {
		this.hello = hello;
		this.timeout = timeout;
		this.buffers = buffers;
		this.arrival = arrival;
	}

	/**
	 * Begin to connect, unless that has been done lately.
	 * @param peer the worker
	 * @param address where it listens
	 */
	void dial(WorkerId peer, String address) {
		long now = System.nanoTime();
		Long until = this.busyUntil.get(peer);
		if (this.closed || (until != null && now - until < 0)) {
			return;
		}
		this.busyUntil.put(peer, now + PAUSE);
		Thread thread = new Thread(() -> connect(peer, address), "fleet-ipc-shortcut");
		thread.setDaemon(true);
		thread.start();
	}

	private void connect(WorkerId peer, String address) {
		try (Selector own = Selector.open()) {
			this.answers.add(new Answer(peer,
					Connection.open(address, peer.toString(), this.hello, this.timeout, own, this.buffers)));
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("No shortcut to " + peer, ex);
			return;
		}
		if (this.closed) {
			hangUp();
		}
		else {
			this.arrival.run();
		}
	}

	/**
	 * Take a connection.
	 * @return the next one, {@code null} if there is none
	 */
	@Nullable Answer poll() {
		return this.answers.poll();
	}

	/**
	 * A connection is in use: when it has ended, its peer may be dialled at once.
	 * @param peer the worker
	 */
	void connected(WorkerId peer) {
		this.busyUntil.remove(peer);
	}

	/** Close the connections that nobody has taken. */
	void hangUp() {
		for (Answer answer = this.answers.poll(); answer != null; answer = this.answers.poll()) {
			answer.connection().close();
		}
	}

	/** Connect no more. */
	void close() {
		this.closed = true;
		hangUp();
	}

	/**
	 * Somebody who was dialled.
	 *
	 * @param peer who
	 * @param connection the connection, to be moved to the selector of the I/O thread
	 */
	record Answer(WorkerId peer, Connection connection) {
	}

}
