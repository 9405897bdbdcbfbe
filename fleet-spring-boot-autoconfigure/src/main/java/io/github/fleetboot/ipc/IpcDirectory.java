package io.github.fleetboot.ipc;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * Knows which members the fleet is meant to have.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IpcDirectory {

	/**
	 * Which members a destination names right now, whether they are connected or not.
	 * Called on the hub's thread for each message: must not block.
	 * @param destination the destination, without its route
	 * @return the planned members; empty if there is no such destination
	 */
	Collection<WorkerId> resolve(IpcDestination destination);

	/**
	 * Why a member gets no messages although it is planned. Asked on the hub's thread for
	 * each message: must not block.
	 * @param member the member
	 * @return the reason, a whole sentence; {@code null} if it is there or about to come
	 */
	default @Nullable String absence(WorkerId member) {
		return null;
	}

}
