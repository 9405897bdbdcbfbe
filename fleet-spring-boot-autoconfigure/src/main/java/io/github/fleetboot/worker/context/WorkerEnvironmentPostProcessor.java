package io.github.fleetboot.worker.context;

import io.github.fleetboot.protocol.LaunchOrder;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Gives a worker the Admiral's configuration and profiles, before configuration files are
 * read.
 */
class WorkerEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 5;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (WorkerLaunch.isWorker()) {
			LaunchOrder order = WorkerLaunch.obtain().order();
			new AdmiralConfiguration(order).addTo(environment);
			environment.setActiveProfiles(order.activeProfiles().toArray(String[]::new));
		}
	}

}
