package io.github.fleetboot.ipc.socket;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcClosedException;
import io.github.fleetboot.ipc.IpcCongestedException;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcFailure;
import io.github.fleetboot.ipc.IpcInbound;
import io.github.fleetboot.ipc.IpcLinkFigures;
import io.github.fleetboot.ipc.IpcPayloadTooLargeException;
import io.github.fleetboot.ipc.IpcReplies;

/**
 * What an end of the IPC does whatever carries its frames: numbers requests, matches
 * replies, takes large payloads apart and puts them together. Sending is for any thread;
 * {@link #receive}, {@link #lost} and {@link #tick} are for the one I/O thread.
 */
final class MemberEnd {

	private static final Log logger = LogFactory.getLog(MemberEnd.class);

	private static final byte[] NONE = new byte[0];

	private final WorkerId self;

	private final IpcOptions options;

	/** Who is at the other end of a shortcut; else frames name their source. */
	private final @Nullable WorkerId peer;

	private Runnable flush = () -> {
	};

	private final Outbox outbox;

	private final Lanes lanes = new Lanes();

	private final Assemblies assemblies;

	private final Calls calls;

	private final Requests requests;

	private final AtomicLong ids = new AtomicLong();

	private final Map<String, WorkerId> sources = new HashMap<>();

	private final LongAdder refused = new LongAdder();

	private volatile boolean closed;

	/**
	 * Create it.
	 * @param self the member
	 * @param peer who is at the other end, {@code null} if it is the Admiral, which
	 * passes on the frames of all
	 * @param options the limits
	 * @param inbound takes what comes in
	 */
	MemberEnd(WorkerId self, @Nullable WorkerId peer, IpcOptions options, IpcInbound inbound) {
		this.self = self;
		this.peer = peer;
		this.options = options;
		this.outbox = new Outbox(options);
		this.assemblies = new Assemblies(options.maxBulk());
		this.calls = new Calls(self, this.outbox, this::add);
		this.requests = new Requests(inbound, options, this.outbox, this.ids::incrementAndGet, this::add);
	}

	/**
	 * Set what sends the contents of the outbox; before anything is added to it.
	 * @param flush sends
	 */
	void flushWith(Runnable flush) {
		this.flush = flush;
	}

	WorkerId self() {
		return this.self;
	}

	/** How many requests have been sent, or begun to be. */
	long sent() {
		return this.ids.get();
	}

	Requests requests() {
		return this.requests;
	}

	Outbox outbox() {
		return this.outbox;
	}

	/**
	 * Whether there is something whose time can run out.
	 * @return whether {@link #tick} should be called soon
	 */
	boolean isBusy() {
		return !this.calls.isEmpty() || !this.requests.isEmpty() || !this.assemblies.isEmpty()
				|| !this.outbox.isEmpty();
	}

	/**
	 * Whether nothing that was asked of this member is in its hands.
	 */
	boolean isIdle() {
		return this.requests.isEmpty() && this.assemblies.isEmpty() && this.outbox.isEmpty();
	}

	/**
	 * Count requests that were refused elsewhere.
	 * @param count how many
	 */
	void refused(long count) {
		this.refused.add(count);
	}

	IpcLinkFigures figures() {
		return new IpcLinkFigures(this.calls.size(), this.requests.size(), this.outbox.messages(),
				this.outbox.bytes() + this.lanes.waiting(), this.refused.sum());
	}

	void send(IpcDestination destination, IpcContent content, Duration timeout) {
		check(destination, content);
		long deadline = System.nanoTime() + timeout.toNanos();
		String address = destination.address();
		int size = content.bytes().length;
		if (size <= Frame.PART) {
			byte[] bytes = Body.encode(Frame.Kind.MESSAGE, 0, 0, 0, 0, address, destination.route(), content);
			this.lanes.pass(address, size, () -> add(new OutFrame(bytes, content.bytes(), deadline, null, null)));
			return;
		}
		BulkOut bulk = new BulkOut(this.ids.incrementAndGet(), content.bytes(), deadline,
				() -> this.lanes.free(address));
		byte[] bytes = Body.encode(Frame.Kind.MESSAGE, Frame.BULK, 0, 0, bulk.stream(), address, destination.route(),
				content);
		this.lanes.occupy(address, size, () -> {
			this.outbox.register(bulk);
			add(new OutFrame(bytes, NONE, deadline, null, bulk));
		});
	}

	IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, boolean all, IpcReplies replies) {
		check(destination, content);
		long deadline = System.nanoTime() + timeout.toNanos();
		PendingCall call = new PendingCall(this.ids.incrementAndGet(), destination, timeout, deadline, all, replies);
		int flags = all ? Frame.ALL : 0;
		BulkOut bulk = null;
		if (content.bytes().length > Frame.PART) {
			flags |= Frame.BULK;
			bulk = new BulkOut(this.ids.incrementAndGet(), content.bytes(), deadline, () -> {
			});
			call.bulk(bulk);
		}
		byte[] bytes = Body.encode(Frame.Kind.REQUEST, flags, 0, call.id(), (bulk != null) ? bulk.stream() : 0,
				destination.address(), destination.route(), content);
		if (bulk != null) {
			this.outbox.register(bulk);
		}
		this.calls.start(call, new OutFrame(bytes, (bulk != null) ? NONE : content.bytes(), deadline, call, bulk));
		if (this.closed) {
			close("this end is closed");
		}
		return () -> this.calls.cancel(call);
	}

	private void check(IpcDestination destination, IpcContent content) {
		int size = content.bytes().length;
		if (this.closed) {
			throw new IpcClosedException(destination, "this end is closed");
		}
		if (size > this.options.maxPayload()) {
			throw new IpcPayloadTooLargeException(destination, size, this.options.maxPayload());
		}
		boolean room = (size <= Frame.PART) ? this.outbox.hasRoom(size) : this.outbox.hasBulkRoom(size);
		if (!room || this.lanes.waiting() + size > this.options.maxBulk()) {
			this.refused.increment();
			throw new IpcCongestedException(destination, "too much is waiting in %s to be sent to %s"
				.formatted(this.self, (this.peer != null) ? this.peer : "the Admiral"));
		}
	}

	/**
	 * Send a frame.
	 * @param frame the frame
	 */
	void add(OutFrame frame) {
		this.outbox.add(frame);
		this.flush.run();
	}

	/**
	 * Take a frame.
	 * @param frame the frame
	 * @throws FrameException if it breaks the protocol
	 */
	void receive(FrameReader frame) throws FrameException {
		switch (frame.kind()) {
			case Frame.Kind.REPLY, Frame.Kind.REQUEST, Frame.Kind.MESSAGE -> open(frame);
			case Frame.Kind.FAILURE -> {
				String source = frame.source();
				boolean named = this.peer != null || !source.isEmpty();
				this.calls.fail(frame.id(), named ? source(source) : null, Body.failure(frame));
			}
			case Frame.Kind.EXPECT -> {
				PendingCall call = this.calls.get(frame.id());
				if (call != null) {
					call.expect(Body.members(frame));
				}
			}
			case Frame.Kind.CANCEL -> this.requests.cancel(frame.id());
			case Frame.Kind.PART -> {
				Assemblies.Assembly assembly = this.assemblies.part(frame);
				acknowledge(frame.id(), 1);
				if (assembly != null) {
					dispatch(assembly.kind(), assembly.id(), assembly.source(), assembly.complete(),
							assembly.deadline());
				}
			}
			case Frame.Kind.CREDIT -> {
				this.outbox.credit(frame.id(), frame.value());
				this.flush.run();
			}
			case Frame.Kind.ABORT -> aborted(frame.id());
			case Frame.Kind.PING -> add(new OutFrame(Frame.plain(Frame.Kind.PONG, frame.id(), 0)));
			default -> logger.debug("Skipped a frame of kind " + frame.kind());
		}
	}

	private void open(FrameReader frame) throws FrameException {
		WorkerId source = source(frame.source());
		Body body = Body.decode(frame);
		long deadline = System.nanoTime() + frame.value() * 1_000_000L;
		if (!frame.isBulk()) {
			dispatch(frame.kind(), frame.id(), source, body, deadline);
			return;
		}
		if (frame.kind() == Frame.Kind.REPLY) {
			PendingCall call = this.calls.get(frame.id());
			deadline = (call != null) ? call.deadline() : deadline;
		}
		boolean fits = frame.total() > 0 && frame.total() <= this.options.maxPayload();
		if (fits && this.assemblies.hasRoom(frame.total())) {
			this.assemblies.open(frame.stream(), new Assemblies.Assembly(frame, source, body, deadline));
			acknowledge(frame.stream(), Frame.WINDOW);
			return;
		}
		add(new OutFrame(Frame.plain(Frame.Kind.ABORT, frame.stream(), 0)));
		IpcFailure failure = fits
				? new IpcFailure(IpcFailure.Kind.CONGESTED, "too many large payloads are on their way to " + this.self)
				: new IpcFailure(IpcFailure.Kind.TOO_LARGE, "%s takes %d bytes at most, this payload has %d"
					.formatted(this.self, this.options.maxPayload(), frame.total()));
		if (frame.kind() == Frame.Kind.REQUEST) {
			add(new OutFrame(Frame.withBody(Frame.Kind.FAILURE, frame.id(), 0, Body.failure(failure))));
		}
		else if (frame.kind() == Frame.Kind.REPLY) {
			this.calls.fail(frame.id(), source, failure);
		}
	}

	/** Nobody stands between the ends of a shortcut to do so. */
	private void acknowledge(long stream, int parts) {
		if (this.peer != null) {
			add(new OutFrame(Frame.plain(Frame.Kind.CREDIT, stream, parts)));
		}
	}

	private void dispatch(byte kind, long id, WorkerId source, Body body, long deadline) {
		switch (kind) {
			case Frame.Kind.REPLY -> this.calls.reply(id, source, body.content());
			case Frame.Kind.MESSAGE -> this.requests.message(source, body);
			default -> this.requests.request(id, source, body, deadline);
		}
	}

	/** Either end of a stream can be meant; their numbers differ. */
	private void aborted(long stream) {
		BulkOut bulk = this.outbox.bulk(stream);
		if (bulk != null) {
			this.outbox.end(bulk);
			return;
		}
		Assemblies.Assembly assembly = this.assemblies.abort(stream);
		if (assembly != null && assembly.kind() == Frame.Kind.REPLY) {
			this.calls.fail(assembly.id(), assembly.source(),
					new IpcFailure(IpcFailure.Kind.PEER_LOST, "Its reply was on the way"));
		}
	}

	private WorkerId source(String text) throws FrameException {
		if (this.peer != null) {
			return this.peer;
		}
		WorkerId source = this.sources.get(text);
		if (source == null) {
			try {
				source = WorkerId.parse(text);
			}
			catch (IllegalArgumentException ex) {
				throw new FrameException("'" + text + "' is no member of a fleet");
			}
			this.sources.put(text, source);
		}
		return source;
	}

	/**
	 * Give up what ran out of time.
	 * @param now the time, as of {@link System#nanoTime()}
	 */
	void tick(long now) {
		this.calls.tick(now);
		for (Long stream : this.outbox.sweep(now)) {
			add(new OutFrame(Frame.plain(Frame.Kind.ABORT, stream, 0)));
		}
		this.assemblies.sweep(now);
		this.requests.tick(now);
	}

	/**
	 * The way to the Admiral is gone. What has not been handed over yet waits.
	 * @param detail what happened
	 */
	void lost(String detail) {
		this.assemblies.clear();
		this.requests.cancelAll();
		this.calls.lost(detail);
		this.outbox.connectionLost();
	}

	/**
	 * The other end is gone for good, and with it what was asked of it.
	 * @param detail what happened
	 */
	void gone(String detail) {
		this.closed = true;
		this.calls.gone(this.peer, detail);
		this.requests.cancelAll();
		this.outbox.clear();
	}

	void close(String detail) {
		this.closed = true;
		this.calls.close(detail);
		this.requests.cancelAll();
		this.outbox.clear();
	}

}
