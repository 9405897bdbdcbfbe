package io.github.fleetboot.ipc.socket;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcInbound;
import io.github.fleetboot.ipc.IpcLinkFigures;
import io.github.fleetboot.ipc.IpcLinkListener;
import io.github.fleetboot.ipc.IpcReplies;

/**
 * A worker's end: connects, and connects again when the connection is lost.
 */
final class SocketLink extends AbstractLink {

	private static final Log logger = LogFactory.getLog(SocketLink.class);

	private static final long TICK_MILLIS = 20;

	private static final long IDLE_MILLIS = 200;

	private static final Duration FIRST_DELAY = Duration.ofMillis(50);

	private static final Duration LINGER = Duration.ofSeconds(1);

	private final String address;

	private final byte[] hello;

	private final IpcOptions options;

	private final IpcLinkListener listener;

	private final MemberEnd end;

	private final Selector selector;

	private final Buffers buffers = new Buffers();

	private final Shortcuts shortcuts;

	private final CompletableFuture<Void> first = new CompletableFuture<>();

	private final CountDownLatch ended = new CountDownLatch(1);

	private final ShortWork work;

	private final Executor callbacks;

	private volatile @Nullable Connection connection;

	private volatile boolean closing;

	private long lastBusy;

	private Duration delay = FIRST_DELAY;

	private boolean restored;

	SocketLink(String address, IpcHello me, byte[] secret, IpcOptions options, IpcInbound inbound,
			IpcLinkListener listener) throws IOException {
		this.address = address;
		this.hello = Handshake.encode(me, secret);
		this.options = options;
		this.listener = listener;
		this.end = new MemberEnd(me.id(), null, options, inbound);
		this.end.flushWith(this::flush);
		this.selector = Selector.open();
		this.work = new ShortWork(this::write, this::run);
		this.end.requests().shortWork(this.work);
		this.shortcuts = new Shortcuts(address, me, secret, options, inbound, this.end, this.work, this.selector,
				this.buffers);
		this.callbacks = new LeaderCallbacks(this.work, super.callbackExecutor());
	}

	/**
	 * Start, and wait for the first connection.
	 * @return completed when the link is there, or failed
	 */
	CompletableFuture<Void> start() {
		Thread thread = new Thread(this::run, "fleet-ipc");
		thread.setDaemon(true);
		thread.start();
		return this.first;
	}

	@Override
	MemberEnd end() {
		return this.end;
	}

	Shortcuts shortcuts() {
		return this.shortcuts;
	}

	@Override
	public Executor callbackExecutor() {
		return this.callbacks;
	}

	@Override
	public boolean isConnected() {
		return this.connection != null && !this.closing;
	}

	@Override
	public IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
		IpcCall call = this.shortcuts.request(destination, content, timeout, replies);
		return (call != null) ? call : super.request(destination, content, timeout, replies);
	}

	@Override
	public boolean isIdle() {
		return super.isIdle() && this.shortcuts.isIdle();
	}

	@Override
	public IpcLinkFigures figures() {
		IpcLinkFigures figures = super.figures();
		for (MemberEnd other : this.shortcuts.ends()) {
			figures = figures.plus(other.figures());
		}
		return figures;
	}

	private void flush() {
		if (!this.work.gathers(this.end.outbox())) {
			writeToAdmiral();
		}
	}

	private void write() {
		writeToAdmiral();
		this.shortcuts.flush();
	}

	private void writeToAdmiral() {
		Connection current = this.connection;
		if (current != null) {
			current.flush(this.end.outbox());
		}
	}

	private void run() {
		String reason = "this end is closed";
		boolean leads = true;
		try {
			this.work.lead();
			leads = live();
		}
		catch (Throwable ex) {
			logger.error("The IPC of this process failed", ex);
			reason = "this end failed: " + ex;
			this.closing = true;
			tell(() -> this.listener.lost(ex));
		}
		if (leads) {
			end(reason);
		}
	}

	private void end(String reason) {
		this.closing = true;
		Connection current = this.connection;
		if (current != null) {
			current.close();
		}
		this.end.close(reason);
		this.shortcuts.close(true);
		Sockets.closeQuietly(this.selector);
		this.work.close();
		this.first.completeExceptionally(new EOFException("The link was closed before it was there"));
		this.ended.countDown();
	}

	/**
	 * Connect and read until this end is closed.
	 * @return {@code false} if another thread does so by now
	 */
	private boolean live() throws IOException {
		while (!this.closing || this.connection != null) {
			if (!this.work.run()) {
				return false;
			}
			try {
				Connection current = this.connection;
				if (current == null) {
					current = connect();
				}
				Throwable cause = serve(current);
				if (cause == null) {
					return false;
				}
				disconnected(current, cause);
			}
			catch (IOException ex) {
				if (this.first.completeExceptionally(ex)) {
					return true;
				}
				if (ex instanceof Connection.RefusedException) {
					tell(() -> this.listener.refused(String.valueOf(ex.getMessage())));
				}
				logger.debug("Could not reach the Admiral at " + this.address, ex);
				pause(this.delay);
				Duration twice = this.delay.multipliedBy(2);
				this.delay = (twice.compareTo(this.options.reconnectDelay()) < 0) ? twice
						: this.options.reconnectDelay();
			}
		}
		return true;
	}

	private Connection connect() throws IOException {
		Connection fresh = Connection.open(this.address, "", this.hello, this.options.handshakeTimeout(), this.selector,
				this.buffers);
		this.connection = fresh;
		this.delay = FIRST_DELAY;
		if (this.restored) {
			tell(this.listener::restored);
		}
		this.first.complete(null);
		this.restored = true;
		return fresh;
	}

	/**
	 * Read until the connection ends.
	 * @return why it ended, {@code null} if another thread reads by now
	 */
	private @Nullable Throwable serve(Connection current) {
		try {
			current.receive(this.shortcuts::handle);
			write();
			long closeBy = 0;
			long nextTick = System.nanoTime();
			while (true) {
				if (!this.work.run()) {
					return null;
				}
				this.selector.select(isBusy() ? TICK_MILLIS : IDLE_MILLIS);
				if (!read(current)) {
					return new EOFException("The Admiral closed the connection");
				}
				long now = System.nanoTime();
				if (now - nextTick >= 0) {
					nextTick = now + TICK_MILLIS * 500_000;
					this.end.tick(now);
					this.shortcuts.tick(now);
				}
				if (current.isBroken()) {
					return new EOFException("The connection to the Admiral broke");
				}
				if (this.end.outbox().isOverflowing()) {
					return new IOException("Too many replies wait for the Admiral to read them");
				}
				if (this.closing && closeBy == 0) {
					closeBy = now + LINGER.toNanos();
				}
				if (this.closing && now - closeBy >= 0) {
					return new EOFException("This end is closed");
				}
				if (this.closing && current.isDrained(this.end.outbox()) && this.shortcuts.isDrained()) {
					// The Admiral answers by closing its side: nothing is lost on the way
					current.finish();
				}
			}
		}
		catch (IOException ex) {
			return ex;
		}
	}

	/** The work that comes in is done before the next read. */
	private boolean read(Connection current) throws IOException {
		this.work.accept(true);
		try {
			boolean open = true;
			for (SelectionKey key : this.selector.selectedKeys()) {
				if (key.attachment() != null) {
					this.shortcuts.ready(key);
					continue;
				}
				if (current.isWritable()) {
					current.writable(this.end.outbox());
				}
				if (current.isReadable()) {
					open = current.read(this.shortcuts::handle);
				}
			}
			return open;
		}
		finally {
			this.selector.selectedKeys().clear();
			this.work.accept(false);
		}
	}

	/** Whether time matters; for a second longer, lest each new call has to wake us. */
	private boolean isBusy() {
		long now = System.nanoTime();
		if (this.end.isBusy() || this.shortcuts.isBusy() || this.closing) {
			this.lastBusy = now;
			return true;
		}
		return now - this.lastBusy < 1_000_000_000L;
	}

	private void disconnected(Connection lost, Throwable cause) {
		this.connection = null;
		lost.close();
		this.shortcuts.close(false);
		if (!this.closing) {
			this.end.lost(String.valueOf(cause.getMessage()));
			tell(() -> this.listener.lost(cause));
		}
	}

	private void tell(Runnable event) {
		try {
			event.run();
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of the link failed", ex);
		}
	}

	private void pause(Duration delay) throws IOException {
		long until = System.nanoTime() + delay.toNanos();
		long remaining = delay.toNanos();
		while (remaining > 0 && !this.closing) {
			this.selector.select(Math.min(TICK_MILLIS, remaining / 1_000_000 + 1));
			this.end.tick(System.nanoTime());
			this.shortcuts.sweep();
			remaining = until - System.nanoTime();
		}
	}

	@Override
	public void close() {
		this.closing = true;
		this.selector.wakeup();
		Threads.await(this.ended);
	}

}
