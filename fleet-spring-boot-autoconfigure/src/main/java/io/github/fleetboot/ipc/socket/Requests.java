package io.github.fleetboot.ipc.socket;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcFailure;
import io.github.fleetboot.ipc.IpcInbound;
import io.github.fleetboot.ipc.IpcWork;

/**
 * The requests to this member that have not been answered. Answers come on any thread,
 * the rest on the I/O thread.
 */
final class Requests {

	private static final Log logger = LogFactory.getLog(Requests.class);

	private final ConcurrentHashMap<Long, InboundRequest> requests = new ConcurrentHashMap<>();

	private final IpcInbound inbound;

	private final IpcOptions options;

	private final Outbox outbox;

	private final Supplier<Long> streams;

	private final Consumer<OutFrame> sender;

	private @Nullable ShortWork shortWork;

	Requests(IpcInbound inbound, IpcOptions options, Outbox outbox, Supplier<Long> streams, Consumer<OutFrame> sender) {
		this.inbound = inbound;
		this.options = options;
		this.outbox = outbox;
		this.streams = streams;
		this.sender = sender;
	}

	boolean isEmpty() {
		return this.requests.isEmpty();
	}

	int size() {
		return this.requests.size();
	}

	void message(WorkerId source, Body body) {
		try {
			this.inbound.message(source, body.route(), body.content());
		}
		catch (RuntimeException ex) {
			logger.warn("Could not take the message for '" + body.route() + "' from " + source, ex);
		}
	}

	void request(long id, WorkerId source, Body body, long deadline) {
		InboundRequest request = new InboundRequest(this, id, source, body, deadline);
		this.requests.put(id, request);
		ShortWork shortWork = this.shortWork;
		try {
			IpcWork work = (shortWork != null && shortWork.accepts()) ? this.inbound.work(request) : null;
			if (shortWork != null && work != null) {
				shortWork.add(work);
			}
			else {
				this.inbound.request(request);
			}
		}
		catch (RuntimeException ex) {
			request.fail(IpcFailure.of(ex));
		}
	}

	/**
	 * Set what may be done by the thread that reads.
	 * @param shortWork does it
	 */
	void shortWork(ShortWork shortWork) {
		this.shortWork = shortWork;
	}

	void reply(InboundRequest request, IpcContent content) {
		int size = content.bytes().length;
		if (size > this.options.maxPayload()) {
			fail(request, new IpcFailure(IpcFailure.Kind.TOO_LARGE,
					"the reply has " + size + " bytes, the limit is " + this.options.maxPayload()));
		}
		else if (size > Frame.PART && !this.outbox.hasBulkRoom(size)) {
			fail(request, new IpcFailure(IpcFailure.Kind.CONGESTED,
					"too many large replies wait there to be sent to the Admiral"));
		}
		else {
			try {
				answer(request, frame(request, content));
			}
			catch (IllegalArgumentException ex) {
				fail(request, new IpcFailure(IpcFailure.Kind.TOO_LARGE, String.valueOf(ex.getMessage())));
			}
		}
	}

	private OutFrame frame(InboundRequest request, IpcContent content) {
		if (content.bytes().length <= Frame.PART) {
			byte[] bytes = Body.encode(Frame.Kind.REPLY, 0, 0, request.id(), 0, "", "", content);
			return new OutFrame(bytes, content.bytes(), 0, null, null);
		}
		BulkOut bulk = new BulkOut(this.streams.get(), content.bytes(), request.deadline(), () -> {
		});
		byte[] bytes = Body.encode(Frame.Kind.REPLY, Frame.BULK, 0, request.id(), bulk.stream(), "", "", content);
		return new OutFrame(bytes, new byte[0], 0, null, bulk);
	}

	void fail(InboundRequest request, IpcFailure failure) {
		answer(request, new OutFrame(Frame.withBody(Frame.Kind.FAILURE, request.id(), 0, Body.failure(failure))));
	}

	private void answer(InboundRequest request, OutFrame frame) {
		if (this.requests.remove(request.id(), request)) {
			if (frame.bulk() != null) {
				this.outbox.register(frame.bulk());
			}
			this.sender.accept(frame);
		}
	}

	void cancel(long id) {
		InboundRequest request = this.requests.remove(id);
		if (request != null) {
			request.cancel();
		}
	}

	void cancelAll() {
		List<InboundRequest> open = List.copyOf(this.requests.values());
		this.requests.clear();
		open.forEach(InboundRequest::cancel);
	}

	/**
	 * Give up what nobody waits for any more.
	 * @param now the time, as of {@link System#nanoTime()}
	 */
	void tick(long now) {
		for (InboundRequest request : this.requests.values()) {
			if (now - request.deadline() > 0) {
				cancel(request.id());
			}
		}
	}

}
