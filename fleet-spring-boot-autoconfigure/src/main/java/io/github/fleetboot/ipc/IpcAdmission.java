package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * Decides who may join and is told who comes and goes. Asked only about processes that
 * know the fleet's secret. Called on the hub's thread: must not block.
 *
 * @since 0.1.0
 */
public interface IpcAdmission {

	/**
	 * Whether a worker may join.
	 * @param hello how it introduced itself
	 * @return why not, {@code null} if it may
	 */
	@Nullable String refuse(IpcHello hello);

	/**
	 * A worker joined. Messages that waited for it follow.
	 * @param id the worker
	 * @param hello how it introduced itself
	 */
	void connected(WorkerId id, IpcHello hello);

	/**
	 * A worker is gone.
	 * @param id the worker
	 * @param cause why, {@code null} if it closed its end
	 */
	void disconnected(WorkerId id, @Nullable Throwable cause);

}
