package io.github.fleetboot.worker.context;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.core.Ordered;

/**
 * Lets the host of a worker see its application before any of the application's listeners
 * is called.
 */
class WorkerStartListener implements SpringApplicationRunListener, Ordered {

	private final SpringApplication application;

	WorkerStartListener(SpringApplication application) {
		this.application = application;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		WorkerLaunch.starting(this.application);
	}

}
