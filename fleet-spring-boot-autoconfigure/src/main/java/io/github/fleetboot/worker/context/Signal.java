package io.github.fleetboot.worker.context;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that happens once. Who listens later hears of it as well. Thread-safe.
 */
class Signal {

	private final List<Runnable> listeners = new ArrayList<>();

	private boolean given;

	void addListener(Runnable listener) {
		synchronized (this) {
			if (!this.given) {
				this.listeners.add(listener);
				return;
			}
		}
		listener.run();
	}

	void give() {
		List<Runnable> told;
		synchronized (this) {
			this.given = true;
			told = List.copyOf(this.listeners);
			this.listeners.clear();
		}
		told.forEach(Runnable::run);
	}

}
