package io.github.fleetboot.ipc.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The large payloads under way. A sender gets credit for a part when it has left for all
 * its receivers, so that what waits here is bounded. For the hub's thread.
 */
final class Streams {

	private final LongMap<StreamLeg> ways = new LongMap<>();

	private long ids;

	Stream open(Peer origin, long originId, long total) {
		Stream stream = new Stream(origin, originId, total);
		origin.streams().put(originId, stream);
		return stream;
	}

	/**
	 * Let a payload go to a member.
	 * @param stream the payload
	 * @param target the member
	 * @param leg the request it belongs to, if it is one
	 * @return the number for the member
	 */
	long add(Stream stream, Peer target, @Nullable Leg leg) {
		StreamLeg way = new StreamLeg(stream, target, --this.ids, leg);
		stream.legs().add(way);
		this.ways.put(way.id(), way);
		return way.id();
	}

	void start(Stream stream) {
		stream.grant(Frame.WINDOW);
	}

	/** Tell the sender that nobody wants the payload. */
	void refuse(Stream stream) {
		stream.origin().streams().remove(stream.originId());
		if (!stream.origin().isClosed()) {
			stream.origin().put(Frame.plain(Frame.Kind.ABORT, stream.originId(), 0));
		}
	}

	void part(Peer origin, FrameReader frame) throws FrameException {
		Stream stream = origin.streams().get(frame.id());
		if (stream == null) {
			return;
		}
		long remaining = stream.take(frame.bodyLength());
		if (remaining < 0) {
			throw new FrameException("More parts than were announced");
		}
		boolean last = remaining == 0;
		if (last) {
			origin.streams().remove(frame.id());
		}
		StreamLeg.SharedPart part = new StreamLeg.SharedPart(frame.body(), stream.legs().size());
		for (StreamLeg way : stream.legs()) {
			way.target().put(new StreamLeg.Part(way, part, last));
			if (last) {
				this.ways.remove(way.id());
			}
		}
	}

	/**
	 * One of the two ends gives up.
	 * @param peer which end
	 * @param id the number that it knows the payload by
	 */
	void abort(Peer peer, long id) {
		if (id < 0) {
			StreamLeg way = this.ways.get(id);
			if (way != null && way.target() == peer) {
				drop(way, false);
			}
			return;
		}
		Stream stream = peer.streams().get(id);
		if (stream != null) {
			List.copyOf(stream.legs()).forEach((way) -> drop(way, true));
			refuse(stream);
		}
	}

	/**
	 * Take a member off a payload.
	 * @param way its way
	 * @param tell whether it has to be told
	 */
	void drop(StreamLeg way, boolean tell) {
		this.ways.remove(way.id());
		Stream stream = way.stream();
		stream.legs().remove(way);
		if (tell && !way.target().isClosed()) {
			way.target().put(Frame.plain(Frame.Kind.ABORT, way.id(), 0));
		}
		way.target().dropParts((part) -> part.way() == way);
		if (stream.legs().isEmpty() && stream.origin().streams().get(stream.originId()) == stream) {
			refuse(stream);
		}
	}

	void gone(Peer peer) {
		List<Stream> sending = new ArrayList<>();
		peer.streams().forEach(sending::add);
		for (Stream stream : sending) {
			List.copyOf(stream.legs()).forEach((way) -> drop(way, true));
		}
		peer.streams().clear();
		select((way) -> way.target() == peer).forEach((way) -> drop(way, false));
		peer.dropParts((part) -> true);
	}

	/**
	 * Take members that stand still off payloads that others are waiting for, too.
	 * @param since since when a member must have stood still
	 * @param failed told each request that fails by it
	 */
	void sweep(long since, BiConsumer<StreamLeg, Leg> failed) {
		if (this.ways.isEmpty()) {
			return;
		}
		for (StreamLeg way : select((leg) -> leg.stream().legs().size() > 1 && leg.target().isStalled(since))) {
			drop(way, true);
			if (way.leg() != null) {
				failed.accept(way, way.leg());
			}
		}
	}

	private List<StreamLeg> select(Predicate<StreamLeg> wanted) {
		List<StreamLeg> selected = new ArrayList<>();
		this.ways.forEach((way) -> {
			if (wanted.test(way)) {
				selected.add(way);
			}
		});
		return selected;
	}

}
