package io.github.fleetboot.worker.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.LaunchOrder;
import org.jspecify.annotations.Nullable;

/**
 * How this JVM became a worker. There is one per JVM, whatever number of application
 * contexts it starts. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WorkerLaunch {

	/**
	 * Tells a second class loader that standard input was read.
	 */
	private static final String ORDER_READ = "fleet.launch-order-read";

	private static @Nullable WorkerLaunch current;

	private final LaunchOrder order;

	private final List<Runnable> listeners = new ArrayList<>();

	private boolean admiralGone;

	WorkerLaunch(LaunchOrder order) {
		this.order = order;
	}

	/**
	 * Whether this JVM was started as a worker.
	 * @return {@code true} if its command line says so
	 */
	public static boolean isWorker() {
		return System.getProperty(FleetEnvironment.WORKER) != null;
	}

	/**
	 * The order that this JVM was started with.
	 * @return the order
	 * @throws IllegalStateException if this is no worker, or no Spring application has
	 * begun to start yet
	 */
	public static LaunchOrder current() {
		return instance().order;
	}

	/**
	 * Have something run when standard input ends: the Admiral closed it, or died.
	 * @param listener called once, on a thread of its own kind, at once if it happened
	 * already; should be quick
	 */
	public static void onAdmiralGone(Runnable listener) {
		instance().addListener(listener);
	}

	private static synchronized WorkerLaunch instance() {
		if (current == null) {
			throw new IllegalStateException("This JVM has no order to be a worker");
		}
		return current;
	}

	/**
	 * Read the order from standard input, unless that was done already. Ends the JVM if
	 * there is none.
	 */
	static synchronized LaunchOrder obtain() {
		if (current == null) {
			try {
				current = new WorkerLaunch(
						read(System.in, WorkerId.parse(System.getProperty(FleetEnvironment.WORKER))));
				current.watch(System.in);
			}
			catch (IOException | RuntimeException ex) {
				System.out.println("This JVM shall be the worker '%s' of a fleet, but got no order: %s"
					.formatted(System.getProperty(FleetEnvironment.WORKER), ex.getMessage()));
				System.out.flush();
				Runtime.getRuntime().halt(WorkerExit.NO_LAUNCH_ORDER.code());
			}
		}
		return instance().order;
	}

	static LaunchOrder read(InputStream stream, WorkerId self) throws IOException {
		if (System.getProperty(ORDER_READ) != null) {
			throw new FleetException("The order was read by another class loader",
					"Switch off what restarts the application with a new class loader.");
		}
		LaunchOrder order = LaunchOrder.readFrom(stream);
		if (!order.worker().equals(self)) {
			throw new FleetException("The order is for " + order.worker(), "Leave starting workers to the Admiral.");
		}
		System.setProperty(ORDER_READ, "true");
		return order;
	}

	private void watch(InputStream stream) {
		Thread thread = new Thread(null, () -> {
			// Not by skipping, which on a pipe fails at once
			try (stream) {
				stream.transferTo(OutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				// The end of the stream and any other end mean the same
			}
			admiralGone();
		}, "fleet-admiral-watch", 256 * 1024);
		thread.setDaemon(true);
		thread.start();
	}

	void addListener(Runnable listener) {
		synchronized (this) {
			if (!this.admiralGone) {
				this.listeners.add(listener);
				return;
			}
		}
		listener.run();
	}

	void admiralGone() {
		List<Runnable> told;
		synchronized (this) {
			this.admiralGone = true;
			told = List.copyOf(this.listeners);
			this.listeners.clear();
		}
		told.forEach(Runnable::run);
	}

}
