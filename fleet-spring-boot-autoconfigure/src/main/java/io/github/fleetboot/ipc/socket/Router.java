package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcDirectory;
import io.github.fleetboot.ipc.IpcFailure;
import io.github.fleetboot.ipc.IpcHubFigures;

/**
 * Carries messages between the members and sees to it that each request ends. For the
 * hub's thread, except {@link #dropped}.
 */
final class Router {

	private static final Log logger = LogFactory.getLog(Router.class);

	/** How long the caller, whose clock decides, may be late with its own time-out. */
	private static final long GRACE = Duration.ofSeconds(5).toNanos();

	/** After which time a member that takes nothing no longer delays others. */
	private static final long STALL = Duration.ofSeconds(2).toNanos();

	private static final long REPORT_INTERVAL = Duration.ofSeconds(1).toNanos();

	/** How much earlier than its caller the hub gives up what it could not hand over. */
	private static final long LEAD = Duration.ofMillis(100).toNanos();

	private static final int MAX_ADDRESSES = 10_000;

	private final Members members = new Members();

	private final Map<String, IpcDestination> addresses = new HashMap<>();

	private final LongMap<Leg> legs = new LongMap<>();

	private final Streams streams = new Streams();

	private final Introductions introductions;

	private final Parking parking;

	private final IpcOptions options;

	private final IpcDirectory directory;

	private final Consumer<Peer> overflown;

	private long ids;

	private final AtomicLong dropped = new AtomicLong();

	private final LongAdder refused = new LongAdder();

	private long unreported;

	private String dropReason = "";

	private long nextReport;

	/**
	 * Create it.
	 * @param options the limits
	 * @param directory knows the members
	 * @param overflown told a peer for which too many replies are waiting
	 */
	Router(IpcOptions options, IpcDirectory directory, Consumer<Peer> overflown) {
		this.options = options;
		this.directory = directory;
		this.overflown = overflown;
		this.introductions = new Introductions(options.shortcutAfter());
		this.parking = new Parking(options.maxParked(), options.maxBulk());
	}

	Members members() {
		return this.members;
	}

	/**
	 * The messages of a member go to its next JVM.
	 * @param id the member
	 * @param now the time
	 */
	void retire(WorkerId id, long now) {
		Peer former = this.members.get(id);
		Peer next = this.members.retire(id);
		if (former != null) {
			this.introductions.retired(id, former);
		}
		if (next != null) {
			joined(id, next, now);
		}
	}

	/** How many messages without reply have been dropped; for any thread. */
	long dropped() {
		return this.dropped.get();
	}

	/**
	 * What is under way.
	 * @param peers all connections
	 * @return the figures as of now
	 */
	IpcHubFigures figures(Collection<Peer> peers) {
		Map<WorkerId, IpcHubFigures.Member> figures = new HashMap<>();
		for (Peer peer : peers) {
			WorkerId id = peer.id();
			if (id != null) {
				figures.merge(id, new IpcHubFigures.Member(0, 0, peer.queued()), IpcHubFigures.Member::plus);
			}
		}
		this.legs.forEach((leg) -> {
			if (leg.target() != null) {
				figures.merge(leg.member(), new IpcHubFigures.Member(1, 0, 0), IpcHubFigures.Member::plus);
			}
		});
		this.parking.count((member, count) -> figures.merge(member, new IpcHubFigures.Member(0, count, 0),
				IpcHubFigures.Member::plus));
		return new IpcHubFigures(figures, dropped(), this.refused.sum());
	}

	boolean isBusy() {
		return !this.legs.isEmpty() || !this.parking.isEmpty();
	}

	/**
	 * A member is there: it gets what waited for it.
	 * @param id the member
	 * @param peer its connection
	 * @param now the time
	 */
	void joined(WorkerId id, Peer peer, long now) {
		this.members.put(id, peer);
		reroute(id, now);
		this.parking.release(id, (message) -> unpark(message, peer, now));
	}

	/**
	 * The owner of a shard may have become another one while messages for it waited.
	 */
	private void reroute(WorkerId member, long now) {
		this.parking.release(member,
				(message) -> isOwner(message.destination()) && !resolve(message.destination()).contains(member),
				(message) -> {
					WorkerId owner = resolve(message.destination()).stream().findFirst().orElse(null);
					Peer peer = (owner != null) ? this.members.get(owner) : null;
					if (owner != null && message.leg() != null) {
						message.leg().meant(owner);
					}
					if (peer != null) {
						unpark(message, peer, now);
					}
					else if (owner == null || !this.parking.offer(owner, message)) {
						dropParked(message, IpcFailure.Kind.NO_SUCH_DESTINATION, "nobody runs that shard any more");
					}
				});
	}

	private static boolean isOwner(IpcDestination destination) {
		return destination.kind() == IpcDestination.Kind.SHARD_OWNER
				|| destination.kind() == IpcDestination.Kind.GUILD_OWNER;
	}

	private void unpark(Parking.Parked message, Peer peer, long now) {
		long remaining = (message.deadline() - now) / 1_000_000;
		if (message.isUnwanted() || remaining <= 0) {
			return;
		}
		if (message.leg() != null) {
			message.leg().handTo(peer);
		}
		long there = 0;
		if (message.stream() != null) {
			there = this.streams.add(message.stream(), peer, message.leg());
			this.streams.start(message.stream());
		}
		peer.forward(message.passage().with((int) remaining, there));
	}

	void receive(Peer origin, FrameReader frame, long now) throws FrameException {
		switch (frame.kind()) {
			case Frame.Kind.REQUEST, Frame.Kind.MESSAGE -> route(origin, frame, now);
			case Frame.Kind.REPLY, Frame.Kind.FAILURE -> answer(origin, frame);
			case Frame.Kind.CANCEL -> cancel(origin, frame.id());
			case Frame.Kind.PART -> this.streams.part(origin, frame);
			case Frame.Kind.ABORT -> this.streams.abort(origin, frame.id());
			case Frame.Kind.PONG -> origin.pong(now);
			case Frame.Kind.LISTENING -> this.introductions.listening(origin, frame);
			default -> logger.debug("Skipped a frame of kind " + frame.kind() + " from " + origin);
		}
	}

	private void route(Peer origin, FrameReader frame, long now) throws FrameException {
		IpcDestination destination = destination(frame.destination());
		Collection<WorkerId> members = resolve(destination);
		Stream stream = frame.isBulk() ? this.streams.open(origin, frame.stream(), frame.total()) : null;
		boolean request = frame.kind() == Frame.Kind.REQUEST;
		if (request && !members.isEmpty() && frame.isForAll()) {
			put(origin, Frame.withBody(Frame.Kind.EXPECT, frame.id(), 0, Body.members(members)));
		}
		if (members.isEmpty() && request) {
			fail(origin, frame.id(), null, new IpcFailure(IpcFailure.Kind.NO_SUCH_DESTINATION, ""));
		}
		else if (members.isEmpty()) {
			drop(null, IpcFailure.Kind.NO_SUCH_DESTINATION,
					"the fleet has nobody called '" + frame.destination() + "'");
		}
		long deadline = now + frame.value() * 1_000_000L;
		boolean waits = false;
		for (WorkerId member : members) {
			Leg leg = request ? leg(origin, frame.id(), member, deadline) : null;
			Peer target = this.members.get(destination, member);
			if (isReachable(destination, member, target, leg)) {
				waits |= hand(origin, frame, destination, member, target, leg, stream, members.size() == 1, deadline);
			}
			if (request && !frame.isForAll()) {
				break;
			}
		}
		if (stream == null) {
			return;
		}
		if (!stream.legs().isEmpty()) {
			this.streams.start(stream);
		}
		else if (!waits) {
			this.streams.refuse(stream);
		}
	}

	/**
	 * Whether a message can be handed to a member, now or later; else that is the answer.
	 */
	private boolean isReachable(IpcDestination destination, WorkerId member, @Nullable Peer target, @Nullable Leg leg) {
		boolean oneJvm = destination.incarnation() >= 0;
		String absence = oneJvm ? null : this.directory.absence(member);
		if (absence != null) {
			if (leg != null || !destination.isBroadcast()) {
				drop(leg, IpcFailure.Kind.NO_SUCH_DESTINATION, absence);
			}
			return false;
		}
		if (oneJvm && target == null) {
			drop(leg, IpcFailure.Kind.PEER_LOST, "That JVM of it is not connected");
			return false;
		}
		return true;
	}

	private IpcDestination destination(String address) throws FrameException {
		IpcDestination destination = this.addresses.get(address);
		if (destination == null) {
			try {
				destination = IpcDestination.parse(address);
			}
			catch (IllegalArgumentException ex) {
				throw new FrameException("'" + address + "' is no destination");
			}
			if (this.addresses.size() >= MAX_ADDRESSES) {
				this.addresses.clear();
			}
			this.addresses.put(address, destination);
		}
		return destination;
	}

	private Collection<WorkerId> resolve(IpcDestination destination) {
		try {
			return this.directory.resolve(destination);
		}
		catch (RuntimeException ex) {
			logger.error("Could not find out who '" + destination + "' is", ex);
			return List.of();
		}
	}

	private Leg leg(Peer origin, long originId, WorkerId member, long deadline) {
		Leg leg = new Leg(++this.ids, origin, originId, member, deadline);
		leg.next(origin.calls().get(originId));
		origin.calls().put(originId, leg);
		this.legs.put(leg.id(), leg);
		return leg;
	}

	/** Hand a message to one member; returns whether it is parked. */
	private boolean hand(Peer origin, FrameReader frame, IpcDestination destination, WorkerId member,
			@Nullable Peer target, @Nullable Leg leg, @Nullable Stream stream, boolean single, long deadline) {
		long id = (leg != null) ? leg.id() : 0;
		if (target == null) {
			if (stream != null && !single) {
				drop(leg, IpcFailure.Kind.PEER_LOST, "it was not connected when the large payload came");
				return false;
			}
			Passage passage = Passage.of(frame, id, 0, origin.source()).copy();
			boolean parked = this.parking.offer(member, new Parking.Parked(passage, destination,
					deadline - Math.min(LEAD, frame.value() * 250_000L), leg, stream));
			if (!parked) {
				drop(leg, IpcFailure.Kind.CONGESTED, "it is not connected, and too much waits for members like it");
			}
			return parked;
		}
		if (target.waiting() > this.options.maxQueue()) {
			drop(leg, IpcFailure.Kind.CONGESTED, target.waiting() + " bytes wait for " + member + " to read them");
			return false;
		}
		if (leg != null) {
			leg.handTo(target);
			this.introductions.requested(origin, target, destination, deadline - frame.value() * 1_000_000L);
		}
		long there = (stream != null) ? this.streams.add(stream, target, leg) : 0;
		target.forward(Passage.of(frame, id, there, origin.source()));
		return false;
	}

	private void drop(@Nullable Leg leg, IpcFailure.Kind kind, String message) {
		if (leg != null) {
			if (kind == IpcFailure.Kind.CONGESTED) {
				this.refused.increment();
			}
			end(leg);
			fail(leg.origin(), leg.originId(), leg.member(), new IpcFailure(kind, message));
		}
		else {
			this.dropped.incrementAndGet();
			this.unreported++;
			this.dropReason = message;
		}
	}

	private void answer(Peer peer, FrameReader frame) {
		Leg leg = this.legs.get(frame.id());
		boolean known = leg != null && leg.target() == peer;
		if (frame.isBulk()) {
			Stream stream = this.streams.open(peer, frame.stream(), frame.total());
			if (leg == null || !known) {
				this.streams.refuse(stream);
				return;
			}
			end(leg);
			long there = this.streams.add(stream, leg.origin(), null);
			leg.origin().forward(Passage.of(frame, leg.originId(), there, peer.source()));
			this.streams.start(stream);
		}
		else if (leg != null && known) {
			end(leg);
			leg.origin().forward(Passage.of(frame, leg.originId(), 0, peer.source()));
			guard(leg.origin());
		}
	}

	private void cancel(Peer origin, long originId) {
		Leg leg = origin.calls().remove(originId);
		while (leg != null) {
			Leg next = leg.next();
			abandon(leg);
			leg = next;
		}
	}

	private void abandon(Leg leg) {
		this.legs.remove(leg.id());
		leg.end();
		Peer target = leg.target();
		if (target != null && !target.isClosed()) {
			target.put(Frame.plain(Frame.Kind.CANCEL, leg.id(), 0));
		}
	}

	private void end(Leg leg) {
		leg.end();
		this.legs.remove(leg.id());
		Leg first = leg.origin().calls().get(leg.originId());
		if (first == leg) {
			if (leg.next() != null) {
				leg.origin().calls().put(leg.originId(), leg.next());
			}
			else {
				leg.origin().calls().remove(leg.originId());
			}
			return;
		}
		for (Leg before = first; before != null; before = before.next()) {
			if (before.next() == leg) {
				before.next(leg.next());
			}
		}
	}

	private void fail(Peer origin, long originId, @Nullable WorkerId member, IpcFailure failure) {
		byte[] body = Body.failure(failure);
		byte[] source = (member != null) ? Frame.text(member.toString()) : new byte[0];
		Passage passage = new Passage(Frame.Kind.FAILURE, 0, 0, originId, 0, 0, source, ByteBuffer.wrap(body), 0,
				body.length);
		if (!origin.isClosed()) {
			origin.forward(passage);
			guard(origin);
		}
	}

	private void put(Peer peer, byte[] frame) {
		peer.put(frame);
		guard(peer);
	}

	private void guard(Peer peer) {
		if (peer.waiting() > 4L * this.options.maxQueue()) {
			this.overflown.accept(peer);
		}
	}

	/**
	 * A member is gone: whoever waits for it is told at once.
	 * @param peer its connection
	 * @param id the member
	 */
	void left(Peer peer, WorkerId id) {
		this.members.remove(id, peer);
		this.streams.gone(peer);
		this.introductions.left(peer);
		for (Leg leg : select((candidate) -> candidate.origin() == peer)) {
			abandon(leg);
		}
		peer.calls().clear();
		for (Leg leg : select((candidate) -> candidate.target() == peer)) {
			drop(leg, IpcFailure.Kind.PEER_LOST, "");
		}
	}

	void tick(long now) {
		if (!this.legs.isEmpty()) {
			for (Leg leg : select((candidate) -> now - candidate.deadline() > GRACE)) {
				end(leg);
			}
		}
		if (this.unreported > 0 && now - this.nextReport >= 0) {
			logger.warn("Dropped %d messages without reply; of the last one: %s".formatted(this.unreported,
					this.dropReason));
			this.unreported = 0;
			this.nextReport = now + REPORT_INTERVAL;
		}
		for (WorkerId member : this.parking.members()) {
			reroute(member, now);
			String absence = this.directory.absence(member);
			if (absence != null) {
				this.parking.release(member,
						(message) -> dropParked(message, IpcFailure.Kind.NO_SUCH_DESTINATION, absence));
			}
		}
		this.parking.sweep(now, (message) -> dropParked(message, IpcFailure.Kind.TIMEOUT,
				"It never reached its receiver, which is planned but not connected"));
		this.streams.sweep(now - STALL, (way, leg) -> drop(leg, IpcFailure.Kind.CONGESTED,
				leg.member() + " stopped reading while a large payload for several members was on its way"));
	}

	private void dropParked(Parking.Parked message, IpcFailure.Kind kind, String reason) {
		if (message.isUnwanted()) {
			return;
		}
		if (message.stream() != null) {
			this.streams.refuse(message.stream());
		}
		drop(message.leg(), kind, reason);
	}

	private List<Leg> select(Predicate<Leg> wanted) {
		List<Leg> selected = new ArrayList<>();
		this.legs.forEach((leg) -> {
			if (wanted.test(leg)) {
				selected.add(leg);
			}
		});
		return selected;
	}

}
