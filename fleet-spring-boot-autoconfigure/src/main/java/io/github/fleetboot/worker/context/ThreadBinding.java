package io.github.fleetboot.worker.context;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;

/**
 * Ties a launch to the thread that calls the application's main method. Threads that it
 * starts inherit this, but only so that the fleet can tell: an application that starts on
 * one of them instead is refused, since it would be taken for a second Admiral.
 */
class ThreadBinding {

	private final Thread owner = Thread.currentThread();

	private volatile @Nullable WorkerLaunch launch;

	private volatile boolean started;

	ThreadBinding(WorkerLaunch launch) {
		this.launch = launch;
	}

	static @Nullable WorkerLaunch launch(@Nullable ThreadBinding binding) {
		return (binding != null && binding.owner == Thread.currentThread()) ? binding.launch : null;
	}

	void starting(SpringApplication application) {
		WorkerLaunch current = this.launch;
		if (this.owner == Thread.currentThread()) {
			this.started = true;
			if (current != null) {
				current.host().starting(application);
			}
		}
		else if (!this.started) {
			FleetException refusal = new FleetException(
					"The main method starts its Spring application on another thread ('%s') than the one that called it."
						.formatted(Thread.currentThread().getName()),
					"Let it start the application on its own thread, or give workers JVMs of their own: "
							+ "fleet.workers.mode=process.");
			if (current != null) {
				current.host().failed(null, refusal);
			}
			throw refusal;
		}
	}

	boolean hasStarted() {
		return this.started;
	}

	/**
	 * Threads that go on need not keep what has ended.
	 */
	void release() {
		this.launch = null;
	}

}
