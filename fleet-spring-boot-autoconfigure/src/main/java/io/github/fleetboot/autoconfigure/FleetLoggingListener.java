package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.autoconfigure.FleetProperties.Logging;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.TopicFilter;
import io.github.fleetboot.worker.context.WorkerLaunch;
import io.github.fleetboot.worker.logging.LogForwarding;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Filters the topics of the fleet's log, and has a worker's log forwarded, from the
 * moment when Spring Boot has configured the logging system.
 */
class FleetLoggingListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final int UNLIMITED = -1;

	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER + 1;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		if (FleetEnvironment.isEnabled(environment)) {
			Logging logging = Binder.get(environment).bindOrCreate("fleet.logging", Logging.class);
			check(logging);
			FleetLog.use(new TopicFilter(logging.preset(), logging.include(), logging.exclude()));
			if (WorkerLaunch.isOfJvm() && logging.forward()) {
				LogForwarding.install(logging.rateLimit(), logging.burst(), logging.bufferSize().toBytes());
			}
		}
	}

	static void check(Logging logging) {
		if (logging.rateLimit() < 1 && logging.rateLimit() != UNLIMITED) {
			throw new FleetException("fleet.logging.rate-limit=" + logging.rateLimit() + " lets no record pass.",
					"Set it to the number of records per second that a worker may log, or to -1 for no limit.");
		}
		if (logging.burst() < 1) {
			throw new FleetException("fleet.logging.burst=" + logging.burst() + " lets no record pass.",
					"Set it to the number of records that a worker may log at once, at least 1.");
		}
		if (logging.bufferSize().toKilobytes() < 64) {
			throw new FleetException("fleet.logging.buffer-size=" + logging.bufferSize() + " has no room for records.",
					"Set it to 64KB or more.");
		}
	}

}
