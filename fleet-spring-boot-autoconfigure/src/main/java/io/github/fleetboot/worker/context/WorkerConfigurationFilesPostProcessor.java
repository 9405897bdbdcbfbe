package io.github.fleetboot.worker.context;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets a worker see the configuration files as the Admiral read them, after it has read
 * them itself.
 */
class WorkerConfigurationFilesPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (WorkerLaunch.isWorker()) {
			new AdmiralConfiguration(WorkerLaunch.obtain().order()).replaceIn(environment);
		}
	}

}
