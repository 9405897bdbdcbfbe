package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.LinkedHashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcDirectory;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcHubFigures;
import io.github.fleetboot.ipc.IpcInbound;
import io.github.fleetboot.ipc.IpcLink;

/**
 * The hub over sockets: one thread for all connections.
 */
final class Hub implements IpcHub {

	private static final Log logger = LogFactory.getLog(Hub.class);

	private static final long TICK_MILLIS = 20;

	private static final long IDLE_MILLIS = 200;

	private static final int MAX_STRANGERS = 64;

	private final IpcOptions options;

	private final ServerSocketChannel server;

	private final String address;

	private final Selector selector;

	private final Router router;

	private final Gate gate;

	private final IpcAdmission admission;

	private final MemberEnd end;

	private final Peer local;

	private final Link link = new Link();

	private final Set<Peer> peers = new LinkedHashSet<>();

	private final List<Peer> dirty = new ArrayList<>();

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean localReady = new AtomicBoolean();

	private final SelectionKey serverKey;

	private final Thread thread;

	private long nextPing;

	private long nextTick;

	private volatile boolean closing;

	Hub(ServerSocketChannel server, byte[] secret, IpcOptions options, IpcDirectory directory, IpcAdmission admission,
			IpcInbound inbound) throws IOException {
		this.options = options;
		this.server = server;
		this.address = Sockets.address(server);
		this.selector = Selector.open();
		this.admission = admission;
		this.router = new Router(options, directory, (peer) -> this.tasks.add(
				() -> close(peer, new IOException("It does not read its replies, " + peer.waiting() + " bytes wait"))));
		this.gate = new Gate(secret, admission, this.router, this::close);
		this.end = new MemberEnd(WorkerId.admiral(), null, options, inbound);
		this.end.flushWith(this::flushLocal);
		long now = System.nanoTime();
		this.local = new Peer(new LocalConduit(this.end), this.dirty::add, now);
		this.local.admit(new IpcHello(WorkerId.admiral(), 0));
		this.router.joined(WorkerId.admiral(), this.local, now);
		this.nextPing = now;
		this.nextTick = now;
		this.serverKey = this.server.register(this.selector, SelectionKey.OP_ACCEPT);
		this.thread = new Thread(this::run, "fleet-ipc-hub");
		this.thread.setDaemon(true);
	}

	Hub start() {
		this.thread.start();
		return this;
	}

	private void flushLocal() {
		if (!this.localReady.getAndSet(true) && Thread.currentThread() != this.thread) {
			this.selector.wakeup();
		}
	}

	private void run() {
		try {
			while (!this.closing) {
				turn();
			}
		}
		catch (Throwable ex) {
			logger.error("The IPC of the Admiral failed", ex);
		}
		finally {
			closeAll();
		}
	}

	private void turn() throws IOException {
		if (this.localReady.get() || !this.tasks.isEmpty()) {
			this.selector.selectNow();
		}
		else {
			this.selector.select(isBusy() ? TICK_MILLIS : IDLE_MILLIS);
		}
		long now = System.nanoTime();
		for (SelectionKey key : this.selector.selectedKeys()) {
			ready(key, now);
		}
		this.selector.selectedKeys().clear();
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
		if (now - this.nextTick >= 0) {
			this.nextTick = now + TICK_MILLIS * 1_000_000;
			tick(now);
		}
		exchangeWithLocal();
		flushDirty(now);
	}

	/** Whether there is something whose time can run out. */
	boolean isBusy() {
		return this.router.isBusy() || this.end.isBusy();
	}

	private void exchangeWithLocal() throws IOException {
		if (this.localReady.getAndSet(false)) {
			while (this.local.read() > 0) {
				this.local.frames(this::receiveLocal);
			}
		}
	}

	private void receiveLocal(Peer peer, FrameReader frame) throws IOException {
		try {
			this.router.receive(peer, frame, System.nanoTime());
		}
		catch (RuntimeException ex) {
			logger.error("Could not handle what the Admiral sent", ex);
		}
	}

	private void flushDirty(long now) {
		// Flushing one can make another dirty: acknowledgements of parts
		for (int i = 0; i < this.dirty.size(); i++) {
			Peer peer = this.dirty.get(i);
			try {
				peer.flush(now);
			}
			catch (IOException ex) {
				readRest(peer, now);
				close(peer, ex);
			}
			catch (RuntimeException ex) {
				logger.error("Could not write to " + peer, ex);
				close(peer, ex);
			}
		}
		this.dirty.clear();
	}

	private void ready(SelectionKey key, long now) {
		if (!key.isValid()) {
			return;
		}
		if (key.isAcceptable()) {
			accept(now);
			return;
		}
		Peer peer = (Peer) key.attachment();
		try {
			if (key.isReadable() && !read(peer, now)) {
				close(peer, null);
			}
			if (key.isValid() && key.isWritable()) {
				peer.flush(now);
			}
		}
		catch (IOException ex) {
			close(peer, ex);
		}
		catch (RuntimeException ex) {
			logger.error("Could not handle what " + peer + " sent", ex);
			close(peer, ex);
		}
	}

	private boolean read(Peer peer, long now) throws IOException {
		int count = peer.read();
		peer.frames((from, frame) -> {
			if (from.hello() == null) {
				this.gate.receive(from, frame, now);
			}
			else {
				this.router.receive(from, frame, now);
			}
		});
		return count >= 0;
	}

	/** A peer that is gone may have left something behind that can still be read. */
	private void readRest(Peer peer, long now) {
		try {
			boolean more = peer.hello() != null;
			while (more && !peer.isClosed()) {
				more = peer.read() > 0;
				peer.frames((from, frame) -> this.router.receive(from, frame, now));
			}
		}
		catch (IOException ex) {
			logger.trace("Nothing more to read from " + peer, ex);
		}
	}

	private void accept(long now) {
		try {
			SocketChannel channel = this.server.accept();
			if (channel == null) {
				return;
			}
			long strangers = this.peers.stream().filter((peer) -> peer.hello() == null).count();
			Path file = Sockets.file(this.address);
			boolean foreign = file != null && Sockets.isForeign(channel, file);
			if (foreign || strangers >= MAX_STRANGERS) {
				logger.warn(foreign ? "Refused a connection of another user"
						: "Refused a connection because " + strangers + " others have not introduced themselves yet");
				Sockets.closeQuietly(channel);
				return;
			}
			channel.configureBlocking(false);
			Sockets.configure(channel);
			SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ);
			Peer peer = new Peer(new SocketConduit(channel, key), this.dirty::add, now);
			key.attach(peer);
			this.peers.add(peer);
		}
		catch (IOException ex) {
			logger.warn("Could not accept a connection", ex);
			this.serverKey.interestOps(0);
		}
	}

	private void tick(long now) {
		this.router.tick(now);
		this.end.tick(now);
		long latest = now - this.options.handshakeTimeout().toNanos();
		this.serverKey.interestOps(SelectionKey.OP_ACCEPT);
		boolean ping = now - this.nextPing >= 0;
		for (Peer peer : List.copyOf(this.peers)) {
			if (peer.hello() == null && peer.since() - latest < 0) {
				close(peer, new IOException("It did not introduce itself in time"));
			}
			else if (peer.hello() != null && (ping || peer.isFresh())) {
				peer.ping(now);
			}
		}
		if (ping) {
			this.nextPing = now + this.options.pingInterval().toNanos();
		}
	}

	private void close(Peer peer, @Nullable Throwable cause) {
		if (peer.isClosed()) {
			return;
		}
		peer.close();
		this.peers.remove(peer);
		WorkerId id = peer.id();
		if (id == null) {
			if (cause != null) {
				logger.warn("Closed a connection of a stranger: " + cause.getMessage());
			}
			return;
		}
		if (cause instanceof FrameException) {
			logger.warn("Closed the connection of " + id + ": " + cause.getMessage());
		}
		this.router.left(peer, id);
		this.admission.disconnected(id, cause);
	}

	private void closeAll() {
		for (Peer peer : List.copyOf(this.peers)) {
			try {
				peer.flush(System.nanoTime());
			}
			catch (IOException ex) {
				logger.trace("Could not flush " + peer, ex);
			}
			close(peer, null);
		}
		this.local.close();
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
		Sockets.closeQuietly(this.server);
		Sockets.closeQuietly(this.selector);
		Sockets.removeFile(this.address);
	}

	@Override
	public IpcLink link() {
		return this.link;
	}

	@Override
	public String address() {
		return this.address;
	}

	@Override
	public boolean isConnected(WorkerId id) {
		return this.router.members().get(id) != null && !this.closing;
	}

	@Override
	public void disconnect(WorkerId id) {
		this.tasks.add(() -> {
			Peer peer = this.router.members().get(id);
			if (peer != null && peer != this.local) {
				close(peer, null);
			}
		});
		this.selector.wakeup();
	}

	@Override
	public void expect(WorkerId id, int incarnation) {
		this.tasks.add(() -> this.router.members().expect(id, incarnation));
		this.selector.wakeup();
	}

	@Override
	public CompletableFuture<Void> retire(WorkerId id) {
		CompletableFuture<Void> retired = new CompletableFuture<>();
		this.tasks.add(() -> {
			this.router.retire(id, System.nanoTime());
			retired.complete(null);
		});
		this.selector.wakeup();
		return retired;
	}

	@Override
	public @Nullable Duration latency(WorkerId id) {
		Peer peer = this.router.members().get(id);
		return (peer != null) ? peer.latency(System.nanoTime()) : null;
	}

	@Override
	public long droppedMessages() {
		return this.router.dropped();
	}

	@Override
	public CompletableFuture<IpcHubFigures> figures() {
		CompletableFuture<IpcHubFigures> figures = new CompletableFuture<>();
		this.tasks.add(() -> {
			List<Peer> all = new ArrayList<>(this.peers);
			all.add(this.local);
			figures.complete(this.router.figures(all));
		});
		this.selector.wakeup();
		if (!this.thread.isAlive()) {
			figures.complete(IpcHubFigures.NONE);
		}
		return figures;
	}

	@Override
	public void close() {
		this.closing = true;
		this.selector.wakeup();
		Threads.join(this.thread);
	}

	/**
	 * The Admiral's own end.
	 */
	private final class Link extends AbstractLink {

		@Override
		MemberEnd end() {
			return Hub.this.end;
		}

		@Override
		public boolean isConnected() {
			return !Hub.this.closing;
		}

		@Override
		public void close() {
			// Lives as long as the hub
		}

	}

}
