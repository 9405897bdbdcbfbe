package io.github.fleetboot.ipc.socket;

import java.util.concurrent.Executor;

import io.github.fleetboot.ipc.HandlerTime;
import io.github.fleetboot.ipc.IpcWork;

/**
 * Has callbacks done by the thread that read the reply as long as they are short.
 */
final class LeaderCallbacks implements Executor {

	private final ShortWork work;

	private final Executor others;

	private final HandlerTime time = new HandlerTime();

	LeaderCallbacks(ShortWork work, Executor others) {
		this.work = work;
		this.others = others;
	}

	@Override
	public void execute(Runnable task) {
		if (!this.work.accepts()) {
			this.others.execute(task);
			return;
		}
		Callback callback = new Callback(task, this.time, this.others);
		if (this.time.isShort()) {
			this.work.add(callback);
		}
		else {
			callback.handOver();
		}
	}

	/**
	 * A callback.
	 *
	 * @param task what to call
	 * @param time how long callbacks take
	 * @param others where it runs if they are long
	 */
	private record Callback(Runnable task, HandlerTime time, Executor others) implements IpcWork, Runnable {

		@Override
		public void run() {
			long start = System.nanoTime();
			try {
				this.task.run();
			}
			finally {
				this.time.add(System.nanoTime() - start);
			}
		}

		@Override
		public void tooLong() {
			this.time.tooLong();
		}

		@Override
		public void handOver() {
			try {
				this.others.execute(this);
			}
			catch (RuntimeException ex) {
				run();
			}
		}

	}

}
