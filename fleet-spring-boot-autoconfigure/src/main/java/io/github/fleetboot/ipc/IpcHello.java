package io.github.fleetboot.ipc;

import io.github.fleetboot.WorkerId;

/**
 * How a worker introduces itself.
 *
 * @param id who it is
 * @param incarnation how many processes have had that identity before; of two connections
 * of one member the higher incarnation wins
 * @param pid its process id
 * @param minProtocol the oldest version of the protocol it speaks
 * @param maxProtocol the newest version of the protocol it speaks
 * @since 0.1.0
 */
public record IpcHello(WorkerId id, int incarnation, long pid, int minProtocol, int maxProtocol) {

	/**
	 * The version of the protocol that this release speaks.
	 */
	public static final int PROTOCOL_VERSION = 1;

	/**
	 * Introduce this process.
	 * @param id who it is
	 * @param incarnation how many processes have had that identity before
	 */
	public IpcHello(WorkerId id, int incarnation) {
		this(id, incarnation, ProcessHandle.current().pid(), PROTOCOL_VERSION, PROTOCOL_VERSION);
	}

}
