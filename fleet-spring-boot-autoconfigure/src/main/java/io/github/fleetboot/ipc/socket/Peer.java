package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcHello;

/**
 * The hub's view of one connection. For the hub's thread, except {@link #latency}.
 */
final class Peer {

	private final Conduit conduit;

	private final Consumer<Peer> dirt;

	private final ByteBuffer in = ByteBuffer.allocateDirect(Frame.BUFFER);

	private final ByteBuffer out = ByteBuffer.allocateDirect(Frame.BUFFER);

	private final FrameReader reader = new FrameReader();

	/** Frames for which the buffer had no room. */
	private final Deque<byte[]> overflow = new ArrayDeque<>();

	/** Parts of large payloads; they let everything else go first. */
	private final Queue<StreamLeg.Part> parts = new ArrayDeque<>();

	private final LongMap<Leg> calls = new LongMap<>();

	private final LongMap<Stream> streams = new LongMap<>();

	private final Map<Peer, Introductions.Acquaintance> acquaintances = new WeakHashMap<>();

	private final Set<Peer> users = Collections.newSetFromMap(new WeakHashMap<>());

	private boolean listens;

	private @Nullable String door;

	private final long since;

	private long overflowBytes;

	private long lastProgress;

	private boolean dirty;

	private boolean closed;

	private @Nullable IpcHello hello;

	private byte[] source = new byte[0];

	private volatile long pingSent;

	private volatile long roundTrip = -1;

	Peer(Conduit conduit, Consumer<Peer> dirt, long now) {
		this.conduit = conduit;
		this.dirt = dirt;
		this.since = now;
		this.lastProgress = now;
	}

	@Nullable IpcHello hello() {
		return this.hello;
	}

	@Nullable WorkerId id() {
		return (this.hello != null) ? this.hello.id() : null;
	}

	/**
	 * How many JVMs the member had before this one.
	 */
	int incarnation() {
		return (this.hello != null) ? this.hello.incarnation() : -1;
	}

	void admit(IpcHello hello) {
		this.hello = hello;
		this.source = Frame.text(hello.id().toString());
	}

	byte[] source() {
		return this.source;
	}

	long since() {
		return this.since;
	}

	/** The requests of this peer that have no answer, by its own numbers. */
	LongMap<Leg> calls() {
		return this.calls;
	}

	/** The large payloads that this peer is sending, by its own numbers. */
	LongMap<Stream> streams() {
		return this.streams;
	}

	/** Whether it is the Admiral itself. */
	boolean isLocal() {
		return this.conduit instanceof LocalConduit;
	}

	/** How often this peer asks another one. */
	Introductions.Acquaintance acquaintance(Peer other) {
		return this.acquaintances.computeIfAbsent(other, (key) -> new Introductions.Acquaintance());
	}

	/** Those who were told how to reach this one. */
	Set<Peer> users() {
		return this.users;
	}

	/** Whether it is to be asked to listen for other workers, which is done once. */
	boolean isToListen() {
		boolean first = !this.listens;
		this.listens = true;
		return first;
	}

	/**
	 * Where other workers reach this one.
	 * @return the address, {@code null} if they do not
	 */
	@Nullable String door() {
		return this.door;
	}

	void door(String address) {
		this.door = address;
	}

	boolean isClosed() {
		return this.closed;
	}

	void close() {
		this.closed = true;
		this.conduit.close();
	}

	/**
	 * Read once.
	 * @return how many bytes, -1 at the end
	 * @throws IOException if the other end is gone
	 */
	int read() throws IOException {
		return this.conduit.read(this.in);
	}

	/**
	 * Walk over what has been read.
	 * @param handler takes each frame
	 * @throws IOException if the frames break the protocol
	 */
	void frames(FrameHandler handler) throws IOException {
		this.in.flip();
		while (!this.closed && this.reader.next(this.in)) {
			handler.handle(this, this.reader);
		}
		this.in.compact();
	}

	void put(byte[] frame) {
		if (this.overflow.isEmpty() && this.out.remaining() >= frame.length) {
			this.out.put(frame);
		}
		else {
			this.overflow.add(frame);
			this.overflowBytes += frame.length;
		}
		soil();
	}

	void forward(Passage passage) {
		int length = passage.length();
		if (this.overflow.isEmpty() && this.out.remaining() >= length) {
			passage.write(this.out);
			soil();
		}
		else {
			ByteBuffer copy = ByteBuffer.allocate(length);
			passage.write(copy);
			put(copy.array());
		}
	}

	void put(StreamLeg.Part part) {
		this.parts.add(part);
		soil();
	}

	void dropParts(Predicate<StreamLeg.Part> unwanted) {
		this.parts.removeIf((part) -> {
			boolean drop = unwanted.test(part);
			if (drop) {
				part.done();
			}
			return drop;
		});
	}

	private void soil() {
		if (!this.dirty && !this.closed) {
			this.dirty = true;
			this.dirt.accept(this);
		}
	}

	/**
	 * Write until nothing is left or the other end takes no more.
	 * @param now the time
	 * @throws IOException if the other end is gone
	 */
	void flush(long now) throws IOException {
		this.dirty = false;
		boolean more = true;
		while (more && !this.closed) {
			more = fill();
			this.out.flip();
			int length = this.out.remaining();
			this.conduit.write(this.out);
			boolean took = this.out.remaining() < length;
			boolean remains = this.out.hasRemaining();
			this.out.compact();
			if (took || length == 0) {
				this.lastProgress = now;
			}
			if (remains) {
				this.conduit.awaitWritable(true);
				return;
			}
		}
		this.conduit.awaitWritable(false);
	}

	/** Fill the buffer; returns whether something had to stay. */
	private boolean fill() {
		byte[] frame = this.overflow.peek();
		while (frame != null) {
			if (frame.length > this.out.remaining()) {
				return true;
			}
			this.overflow.remove();
			this.overflowBytes -= frame.length;
			this.out.put(frame);
			frame = this.overflow.peek();
		}
		if (this.parts.isEmpty() || this.out.remaining() < Frame.PART + 64) {
			return !this.parts.isEmpty();
		}
		StreamLeg.Part part = this.parts.remove();
		part.write(this.out);
		part.done();
		return !this.parts.isEmpty() || !this.overflow.isEmpty();
	}

	long waiting() {
		return this.overflowBytes;
	}

	/** How many bytes wait for the other end to take them, parts included. */
	long queued() {
		return this.overflowBytes + this.out.position() + this.parts.stream().mapToLong(StreamLeg.Part::length).sum();
	}

	/**
	 * Whether the other end has taken nothing for a while although there is something.
	 * @param since the start of that while
	 * @return whether it is stalled
	 */
	boolean isStalled(long since) {
		return (this.out.position() > 0 || !this.parts.isEmpty()) && this.lastProgress - since < 0;
	}

	boolean hasParts() {
		return !this.parts.isEmpty();
	}

	/**
	 * Whether it has never been pinged.
	 * @return whether it is new
	 */
	boolean isFresh() {
		return this.pingSent == 0 && this.roundTrip < 0;
	}

	void ping(long now) {
		if (this.pingSent == 0) {
			this.pingSent = now;
			put(Frame.plain(Frame.Kind.PING, now, 0));
		}
	}

	void pong(long now) {
		if (this.pingSent != 0) {
			this.roundTrip = now - this.pingSent;
			this.pingSent = 0;
		}
	}

	@Nullable Duration latency(long now) {
		long last = this.roundTrip;
		long sent = this.pingSent;
		if (last < 0) {
			return null;
		}
		return Duration.ofNanos((sent != 0) ? Math.max(last, now - sent) : last);
	}

	@Override
	public String toString() {
		WorkerId id = id();
		return (id != null) ? id.toString() : "a stranger";
	}

	/**
	 * Takes a frame.
	 */
	@FunctionalInterface
	interface FrameHandler {

		void handle(Peer peer, FrameReader frame) throws IOException;

	}

}
