package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcInbound;
import io.github.fleetboot.ipc.IpcReplies;

/**
 * The shortcuts of a worker, those that it uses and those to it. The Admiral says when
 * one is worth it; whatever happens to one, requests go through the Admiral from then on.
 * For the I/O thread, except where it is said.
 */
final class Shortcuts {

	private static final Log logger = LogFactory.getLog(Shortcuts.class);

	/** What is larger goes through the Admiral. */
	private static final int MAX_PAYLOAD = Frame.PART;

	private static final int MAX_ROUTE = 1_000;

	private static final int MAX_USED = 64;

	private final String hub;

	private final IpcHello me;

	private final byte[] secret;

	private final IpcOptions options;

	private final IpcInbound inbound;

	private final MemberEnd admiral;

	private final ShortWork work;

	private final Selector selector;

	private final Buffers buffers;

	/** Those that this worker may use, by the address of the other end. */
	private final Map<String, Shortcut> routes = new ConcurrentHashMap<>();

	private final List<Shortcut> open = new CopyOnWriteArrayList<>();

	/** Those that are lost while a thread was about to send something. */
	private final List<Shortcut> lost = new ArrayList<>();

	private final Dialler dialler;

	private @Nullable Door door;

	private volatile boolean retired;

	private volatile boolean closed;

	Shortcuts(String hub, IpcHello me, byte[] secret, IpcOptions options, IpcInbound inbound, MemberEnd admiral,
			ShortWork work, Selector selector, Buffers buffers) {
		this.hub = hub;
		this.me = me;
		this.secret = secret.clone();
		this.options = options;
		this.inbound = inbound;
		this.admiral = admiral;
		this.work = work;
		this.selector = selector;
		this.buffers = buffers;
		this.dialler = new Dialler(Handshake.encode(me, secret), options.handshakeTimeout(), buffers, selector::wakeup);
	}

	/**
	 * Send a request, if there is a shortcut; for any thread.
	 * @param destination the receiver
	 * @param content the request
	 * @param timeout how long it may take
	 * @param replies told the reply
	 * @return the call, {@code null} if it has to go through the Admiral
	 */
	@Nullable IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
		Shortcut shortcut = this.routes.get(destination.address());
		boolean fits = content.bytes().length <= MAX_PAYLOAD && destination.route().length() <= MAX_ROUTE;
		return (shortcut != null && fits) ? shortcut.request(destination, content, timeout, replies) : null;
	}

	/**
	 * Whether requests take a shortcut; for any thread.
	 * @param destination the receiver
	 */
	boolean leadTo(IpcDestination destination) {
		return this.routes.containsKey(destination.address());
	}

	/**
	 * Whether nobody can ask anything of this worker any more, or it is not to be so; for
	 * any thread.
	 */
	boolean isIdle() {
		for (Shortcut shortcut : this.open) {
			if (!shortcut.end().isIdle() || (this.retired && !shortcut.isUsed())) {
				return false;
			}
		}
		return true;
	}

	/**
	 * All ends; for any thread.
	 */
	List<MemberEnd> ends() {
		return this.open.stream().map(Shortcut::end).toList();
	}

	boolean isBusy() {
		for (Shortcut shortcut : this.open) {
			if (shortcut.end().isBusy() || shortcut.isLeaving()) {
				return true;
			}
		}
		return !this.lost.isEmpty() || (this.door != null && this.door.hasStrangers());
	}

	/** Whether all that was sent has left. */
	boolean isDrained() {
		for (Shortcut shortcut : this.open) {
			if (!shortcut.connection().isDrained(shortcut.end().outbox())) {
				return false;
			}
		}
		return true;
	}

	/** Send what has gathered. */
	void flush() {
		for (Shortcut shortcut : this.open) {
			shortcut.connection().flush(shortcut.end().outbox());
		}
	}

	/**
	 * Take a frame of the Admiral.
	 * @param frame the frame
	 * @throws IOException if it breaks the protocol
	 */
	void handle(FrameReader frame) throws IOException {
		switch (frame.kind()) {
			case Frame.Kind.LISTEN -> listen();
			case Frame.Kind.SHORTCUT -> offered(frame);
			case Frame.Kind.RETIRE -> retire();
			case Frame.Kind.LEAVE -> leave(frame);
			default -> this.admiral.receive(frame);
		}
	}

	private void listen() {
		if (this.retired || this.closed) {
			return;
		}
		try {
			if (this.door == null) {
				this.door = new Door(this.hub, this.selector, this.buffers, this.secret,
						this.options.handshakeTimeout(), this::admit);
			}
			this.admiral.add(new OutFrame(Frame.withBody(Frame.Kind.LISTENING, 0, 0, Frame.text(this.door.address()))));
		}
		catch (IOException ex) {
			logger.warn("Other workers reach this one through the Admiral only", ex);
		}
	}

	private Shortcut admit(WorkerId peer, Connection connection) {
		Shortcut shortcut = shortcut(peer, false, connection);
		shortcut.end().requests().shortWork(this.work);
		// A port may have belonged to another one before
		byte[] name = Frame.text(this.me.id().toString());
		shortcut.end().add(new OutFrame(Frame.withBody(Frame.Kind.WELCOME, 0, IpcHello.PROTOCOL_VERSION, name)));
		return shortcut;
	}

	private Shortcut shortcut(WorkerId peer, boolean used, Connection connection) {
		MemberEnd end = new MemberEnd(this.me.id(), peer, this.options, this.inbound);
		end.flushWith(() -> {
			if (!this.work.gathers(end.outbox())) {
				connection.flush(end.outbox());
			}
		});
		Shortcut shortcut = new Shortcut(peer, used, connection, end);
		connection.attach(shortcut);
		this.open.add(shortcut);
		return shortcut;
	}

	/** The Admiral knows how another worker can be reached. */
	private void offered(FrameReader frame) throws FrameException {
		String[] offer = new String(frame.body(), StandardCharsets.UTF_8).split("\n", 2);
		if (offer.length < 2) {
			throw new FrameException("An offer without an address");
		}
		WorkerId peer;
		try {
			peer = WorkerId.parse(offer[0]);
		}
		catch (IllegalArgumentException ex) {
			throw new FrameException("'" + offer[0] + "' is no member of a fleet");
		}
		if (!this.closed && !this.routes.containsKey(offer[0]) && this.routes.size() < MAX_USED) {
			this.dialler.dial(peer, offer[1]);
		}
	}

	/** No more messages go to another worker, which may be too busy to say so. */
	private void leave(FrameReader frame) {
		Shortcut shortcut = this.routes.get(new String(frame.body(), StandardCharsets.UTF_8));
		if (shortcut != null) {
			shortcut.leave();
		}
	}

	/** No more messages go to this worker. */
	private void retire() {
		this.retired = true;
		closeDoor();
		this.open.stream().filter((shortcut) -> !shortcut.isUsed()).forEach(Shortcut::askToLeave);
	}

	private void closeDoor() {
		if (this.door != null) {
			this.door.close();
			this.door = null;
		}
	}

	/**
	 * Serve what is ready.
	 * @param key what the selector found
	 */
	void ready(SelectionKey key) {
		Object owner = key.attachment();
		if (owner instanceof Shortcut shortcut) {
			ready(shortcut);
		}
		else if (owner instanceof Door.Stranger stranger) {
			stranger.door().listenTo(stranger);
		}
		else if (owner instanceof Door present) {
			present.accept();
		}
	}

	private void ready(Shortcut shortcut) {
		Connection connection = shortcut.connection();
		try {
			if (connection.isWritable()) {
				connection.writable(shortcut.end().outbox());
			}
			if (connection.isReadable() && !connection.read(shortcut)) {
				lost(shortcut, null);
			}
			if (shortcut.isLeaving()) {
				this.routes.remove(shortcut.peer().toString(), shortcut);
			}
		}
		catch (IOException | RuntimeException ex) {
			lost(shortcut, ex);
		}
	}

	/**
	 * See to what is due.
	 * @param now the time, as of {@link System#nanoTime()}
	 */
	void tick(long now) {
		for (Dialler.Answer answer = this.dialler.poll(); answer != null; answer = this.dialler.poll()) {
			answered(answer);
		}
		for (Shortcut shortcut : this.open) {
			if (shortcut.connection().isBroken() || shortcut.end().outbox().isOverflowing() || shortcut.tick(now)) {
				lost(shortcut, null);
			}
			else if (shortcut.isLeaving()) {
				this.routes.remove(shortcut.peer().toString(), shortcut);
			}
		}
		sweep();
		if (this.door != null) {
			this.door.tick(now);
		}
	}

	/** End those that are lost. */
	void sweep() {
		this.lost.removeIf((shortcut) -> {
			boolean quiet = shortcut.isQuiet();
			if (quiet) {
				shortcut.end().gone("");
			}
			return quiet;
		});
	}

	private void answered(Dialler.Answer answer) {
		Connection connection;
		try {
			connection = answer.connection().moveTo(this.selector);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("No shortcut to " + answer.peer(), ex);
			answer.connection().close();
			return;
		}
		Shortcut shortcut = shortcut(answer.peer(), true, connection);
		try {
			connection.receive(shortcut);
			this.routes.put(answer.peer().toString(), shortcut);
			this.dialler.connected(answer.peer());
		}
		catch (IOException | RuntimeException ex) {
			lost(shortcut, ex);
		}
	}

	private void lost(Shortcut shortcut, @Nullable Exception cause) {
		logger.debug("End of the " + shortcut, cause);
		shortcut.leave();
		this.routes.remove(shortcut.peer().toString(), shortcut);
		this.open.remove(shortcut);
		shortcut.connection().close();
		this.admiral.refused(shortcut.end().figures().refused());
		this.lost.add(shortcut);
		sweep();
	}

	/**
	 * End all, as there is no Admiral who would say what becomes of them.
	 * @param forGood whether there will not be one
	 */
	void close(boolean forGood) {
		this.closed = forGood;
		closeDoor();
		this.open.forEach((shortcut) -> lost(shortcut, null));
		this.dialler.hangUp();
		if (forGood) {
			this.dialler.close();
			this.lost.forEach((shortcut) -> shortcut.end().gone("This end is closed."));
		}
	}

}
