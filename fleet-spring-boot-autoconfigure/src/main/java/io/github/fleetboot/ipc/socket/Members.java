package io.github.fleetboot.ipc.socket;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcHello;

/**
 * Who is connected. Messages for a member go to one of its JVMs; beside that one there
 * may be another that stands by to take over, and those from which was taken over. For
 * the hub's thread, except {@link #get}.
 */
final class Members {

	private final Map<WorkerId, Peer> present = new ConcurrentHashMap<>();

	private final Map<WorkerId, Integer> expected = new HashMap<>();

	/** The JVMs that messages for their member do not go to. */
	private final Set<Peer> aside = new HashSet<>();

	/**
	 * The JVM that messages for a member go to.
	 * @param id the member
	 * @return its connection, {@code null} if it is not connected
	 */
	@Nullable Peer get(WorkerId id) {
		return this.present.get(id);
	}

	/**
	 * The JVM that a message for a member goes to.
	 * @param destination where the message goes
	 * @param id one of the members that this is
	 * @return its connection, {@code null} if it is not connected
	 */
	@Nullable Peer get(IpcDestination destination, WorkerId id) {
		Peer peer = this.present.get(id);
		int incarnation = destination.incarnation();
		boolean meant = incarnation < 0 || (peer != null && peer.incarnation() == incarnation);
		return meant ? peer : aside(id, incarnation);
	}

	void put(WorkerId id, Peer peer) {
		this.present.put(id, peer);
	}

	void remove(WorkerId id, Peer peer) {
		this.present.remove(id, peer);
		this.aside.remove(peer);
	}

	/**
	 * The number of the JVM that another one would have to be later than.
	 * @param id the member
	 * @param standingBy whether the other one is to stand by
	 * @return how many it had before, -1 if none is connected
	 */
	int incarnation(WorkerId id, boolean standingBy) {
		Peer standby = standingBy ? standby(id) : null;
		Peer latest = (standby != null) ? standby : this.present.get(id);
		return (latest != null) ? latest.incarnation() : -1;
	}

	void expect(WorkerId id, int incarnation) {
		this.expected.put(id, incarnation);
	}

	boolean isExpected(IpcHello hello) {
		return this.expected.getOrDefault(hello.id(), -1) == hello.incarnation();
	}

	void standBy(Peer peer) {
		this.aside.add(peer);
	}

	/**
	 * No more messages go to the present JVM of a member.
	 * @param id the member
	 * @return the one that was expected and stands by, {@code null} if there is none
	 */
	@Nullable Peer retire(WorkerId id) {
		Peer former = this.present.remove(id);
		Peer next = standby(id);
		this.expected.remove(id);
		if (former != null) {
			this.aside.add(former);
		}
		if (next != null) {
			this.aside.remove(next);
		}
		return next;
	}

	private @Nullable Peer standby(WorkerId id) {
		Integer incarnation = this.expected.get(id);
		return (incarnation != null) ? aside(id, incarnation) : null;
	}

	private @Nullable Peer aside(WorkerId id, int incarnation) {
		return this.aside.stream()
			.filter((peer) -> id.equals(peer.id()) && peer.incarnation() == incarnation)
			.findFirst()
			.orElse(null);
	}

}
