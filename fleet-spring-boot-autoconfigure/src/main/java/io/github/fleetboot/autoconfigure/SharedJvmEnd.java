package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.worker.WorkerEnd;
import io.github.fleetboot.worker.context.WorkerHost;

/**
 * Ends a worker that lives in the Admiral's JVM, and not the JVM.
 */
class SharedJvmEnd extends WorkerEnd {

	private final WorkerHost host;

	SharedJvmEnd(WorkerHost host) {
		this.host = host;
	}

	@Override
	protected boolean ownsJvm() {
		return false;
	}

	@Override
	protected void leave(WorkerExit exit) {
		this.host.leaving(exit);
	}

	@Override
	protected void end(WorkerExit exit) {
		this.host.ended(exit);
	}

	@Override
	protected void endAtOnce(WorkerExit exit) {
		this.host.ended(exit);
	}

}
