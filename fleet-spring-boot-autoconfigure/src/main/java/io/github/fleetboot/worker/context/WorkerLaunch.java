package io.github.fleetboot.worker.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.LaunchOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;

/**
 * How a worker came to be. A JVM that was forked for one has one launch, whatever number
 * of application contexts it starts; elsewhere a launch belongs to the thread that calls
 * the application's main method. A bean of this type is in the context of each worker.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class WorkerLaunch {

	/**
	 * Tells a second class loader that standard input was read.
	 */
	private static final String ORDER_READ = "fleet.launch-order-read";

	/**
	 * Inherited, so that an application is recognised that main starts elsewhere.
	 */
	private static final InheritableThreadLocal<@Nullable ThreadBinding> BINDING = new InheritableThreadLocal<>();

	private static @Nullable WorkerLaunch ofJvm;

	private final Signal admiralGone = new Signal();

	private final Signal killed = new Signal();

	private final LaunchOrder order;

	private final WorkerHost host;

	/**
	 * Create a launch.
	 * @param order what the Admiral orders
	 * @param host where the worker lives
	 */
	public WorkerLaunch(LaunchOrder order, WorkerHost host) {
		this.order = order;
		this.host = host;
	}

	/**
	 * Whether a Spring application that starts now, on this thread, is a worker.
	 * @return {@code true} if the JVM's command line or the launcher says so
	 */
	public static boolean isWorker() {
		return ThreadBinding.launch(BINDING.get()) != null || isOfJvm();
	}

	/**
	 * Whether all of this JVM is a worker, so that what the JVM has one of is the
	 * worker's.
	 * @return {@code false} in the Admiral's JVM, also for workers that run inside it
	 */
	public static boolean isOfJvm() {
		return System.getProperty(FleetEnvironment.WORKER) != null;
	}

	/**
	 * What the worker was started with.
	 * @return the order
	 */
	public LaunchOrder order() {
		return this.order;
	}

	/**
	 * Where the worker lives.
	 * @return the host
	 */
	public WorkerHost host() {
		return this.host;
	}

	/**
	 * Have something run when the Admiral closed the pipe to this JVM, or died.
	 * @param listener called once, on a thread of its own kind, at once if it happened
	 * already; should be quick
	 */
	public void onAdmiralGone(Runnable listener) {
		this.admiralGone.addListener(listener);
	}

	/**
	 * Have something run when the worker is given up but its JVM is not.
	 * @param listener called once, at once if it happened already
	 */
	public void onKilled(Runnable listener) {
		this.killed.addListener(listener);
	}

	void admiralGone() {
		this.admiralGone.give();
	}

	/**
	 * Tell the worker, wherever it stands, that it is given up.
	 */
	public void killed() {
		this.killed.give();
	}

	/**
	 * Make the Spring application that an action starts on this thread this worker.
	 * @param action starts it, or tries to
	 * @return whether it has started one, be it that it failed
	 */
	public boolean during(Runnable action) {
		ThreadBinding binding = new ThreadBinding(this);
		BINDING.set(binding);
		try {
			action.run();
		}
		finally {
			BINDING.remove();
			binding.release();
		}
		return binding.hasStarted();
	}

	/**
	 * A Spring application is about to start on this thread.
	 */
	static void starting(SpringApplication application) {
		ThreadBinding binding = BINDING.get();
		if (binding != null) {
			binding.starting(application);
		}
	}

	/**
	 * The launch of the worker that is starting.
	 * @throws IllegalStateException if there is none, or no Spring application has begun
	 * to start yet
	 */
	static WorkerLaunch current() {
		WorkerLaunch launch = ThreadBinding.launch(BINDING.get());
		if (launch != null) {
			return launch;
		}
		synchronized (WorkerLaunch.class) {
			if (ofJvm == null) {
				throw new IllegalStateException("This JVM has no order to be a worker");
			}
			return ofJvm;
		}
	}

	/**
	 * The host also of a worker that failed before it had its order.
	 */
	static WorkerHost hostOfThisThread() {
		WorkerLaunch launch = ThreadBinding.launch(BINDING.get());
		return (launch != null) ? launch.host() : new OwnJvm();
	}

	/**
	 * The launch of the worker that is starting. In a JVM of its own it reads the order
	 * from standard input, unless that was done already, and ends the JVM if there is
	 * none.
	 */
	static WorkerLaunch obtain() {
		WorkerLaunch launch = ThreadBinding.launch(BINDING.get());
		return (launch != null) ? launch : obtainForJvm();
	}

	private static synchronized WorkerLaunch obtainForJvm() {
		if (ofJvm == null) {
			try {
				ofJvm = new WorkerLaunch(read(System.in, WorkerId.parse(System.getProperty(FleetEnvironment.WORKER))),
						new OwnJvm());
				ofJvm.watch(System.in);
			}
			catch (IOException | RuntimeException ex) {
				System.out.println("This JVM shall be the worker '%s' of a fleet, but got no order: %s"
					.formatted(System.getProperty(FleetEnvironment.WORKER), ex.getMessage()));
				System.out.flush();
				Runtime.getRuntime().halt(WorkerExit.NO_LAUNCH_ORDER.code());
			}
		}
		return current();
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

}
