package io.github.fleetboot.ipc.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcContent;

/**
 * The large payloads that are coming in. For the I/O thread.
 */
final class Assemblies {

	private final LongMap<Assembly> assemblies = new LongMap<>();

	private final long limit;

	/** Read by any thread. */
	private final AtomicLong bytes = new AtomicLong();

	/**
	 * Create it.
	 * @param limit how many bytes may be under assembly
	 */
	Assemblies(long limit) {
		this.limit = limit;
	}

	boolean isEmpty() {
		return this.bytes.get() == 0;
	}

	boolean hasRoom(long total) {
		return this.bytes.get() + total <= this.limit;
	}

	void open(long stream, Assembly assembly) {
		this.bytes.addAndGet(assembly.payload.length);
		this.assemblies.put(stream, assembly);
	}

	/**
	 * Take a part.
	 * @param frame the part
	 * @return the assembly if it is complete now
	 * @throws FrameException if there is more than was announced
	 */
	@Nullable Assembly part(FrameReader frame) throws FrameException {
		Assembly assembly = this.assemblies.get(frame.id());
		if (assembly == null) {
			return null;
		}
		int length = frame.bodyLength();
		if (length > assembly.payload.length - assembly.filled) {
			throw new FrameException("More parts than were announced");
		}
		frame.buffer().get(frame.bodyStart(), assembly.payload, assembly.filled, length);
		assembly.filled += length;
		if (assembly.filled < assembly.payload.length) {
			return null;
		}
		abort(frame.id());
		return assembly;
	}

	@Nullable Assembly abort(long stream) {
		Assembly assembly = this.assemblies.remove(stream);
		if (assembly != null) {
			this.bytes.addAndGet(-assembly.payload.length);
		}
		return assembly;
	}

	void sweep(long now) {
		List<Long> expired = new ArrayList<>();
		this.assemblies.forEach((assembly) -> {
			if (now - assembly.deadline > 0) {
				expired.add(assembly.stream);
			}
		});
		expired.forEach(this::abort);
	}

	void clear() {
		this.assemblies.clear();
		this.bytes.set(0);
	}

	/**
	 * One payload.
	 */
	static final class Assembly {

		private final long stream;

		private final byte kind;

		private final long id;

		private final WorkerId source;

		private final Body body;

		private final long deadline;

		private final byte[] payload;

		private int filled;

		Assembly(FrameReader frame, WorkerId source, Body body, long deadline) {
			this.stream = frame.stream();
			this.kind = frame.kind();
			this.id = frame.id();
			this.source = source;
			this.body = body;
			this.deadline = deadline;
			this.payload = new byte[(int) frame.total()];
		}

		byte kind() {
			return this.kind;
		}

		long id() {
			return this.id;
		}

		WorkerId source() {
			return this.source;
		}

		long deadline() {
			return this.deadline;
		}

		Body complete() {
			return new Body(this.body.route(), new IpcContent(this.payload, this.body.content().headers()));
		}

	}

}
