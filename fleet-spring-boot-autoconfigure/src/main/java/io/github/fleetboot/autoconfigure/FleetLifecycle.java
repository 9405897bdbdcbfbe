package io.github.fleetboot.autoconfigure;

import java.time.Duration;
import java.util.Optional;

import io.github.fleetboot.admiral.Admiral;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/**
 * Starts the fleet after the web server, so that a port in use forks nothing, and stops
 * it before.
 */
class FleetLifecycle implements SmartLifecycle {

	/**
	 * Boot's web server has {@code DEFAULT_PHASE - 2048}, its graceful shutdown
	 * {@code - 1024}.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

	private static final int KINDS_OF_WORKERS = 2;

	/**
	 * Spring must know how long to wait before anybody knows how many workers there are.
	 */
	private static final int MOST_WORKERS = 64;

	private static final Logger logger = LoggerFactory.getLogger(FleetLifecycle.class);

	private final Admiral admiral;

	private final WorkerJvms workerJvms;

	private final FleetDirectoryHolder directory;

	private final ImmediateEnd immediateEnd;

	private final Optional<String> reasonNotToStart;

	private volatile boolean running;

	FleetLifecycle(Admiral admiral, WorkerJvms workerJvms, FleetDirectoryHolder directory, ImmediateEnd immediateEnd,
			Optional<String> reasonNotToStart) {
		this.admiral = admiral;
		this.workerJvms = workerJvms;
		this.directory = directory;
		this.immediateEnd = immediateEnd;
		this.reasonNotToStart = reasonNotToStart;
	}

	@Override
	public void start() {
		if (this.reasonNotToStart.isPresent()) {
			logger.info("The fleet does not start: {}", this.reasonNotToStart.get());
			return;
		}
		try {
			this.directory.open();
			this.workerJvms.prepare();
			this.admiral.start();
			this.running = true;
			this.immediateEnd.watch();
		}
		catch (RuntimeException ex) {
			this.workerJvms.stopped();
			this.directory.close();
			throw ex;
		}
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.workerJvms.stopping();
		this.admiral.stop().whenComplete((nothing, failure) -> {
			this.workerJvms.stopped();
			this.directory.close();
			callback.run();
		});
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	/**
	 * A context that is paused between tests keeps its fleet.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * How long Spring must wait for {@link #stop(Runnable)}: clusters drain before
	 * services, and what does not drain takes a little longer to be killed.
	 * @param environment has the properties, which are not bound yet when this is asked
	 * @return the time
	 */
	static Duration phaseTimeout(Environment environment) {
		Duration once = environment
			.getProperty("fleet.workers.shutdown-timeout", Duration.class, Duration.ofSeconds(10))
			.plusSeconds(5);
		boolean together = environment.getProperty("fleet.workers.shutdown-together", Boolean.class, true);
		return once.multipliedBy(together ? KINDS_OF_WORKERS : MOST_WORKERS);
	}

}
