package io.github.fleetboot.worker.context;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Refuses to start a worker whose context could hold more than its role, and tells the
 * host of one that fails to start.
 */
class WorkerRunListener implements SpringApplicationRunListener, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		if (WorkerLaunch.isWorker() && !(context.getBeanFactory() instanceof WorkerBeanFactory)) {
			throw new FleetException(
					"The context of this worker is a %s, made by the application or for a web server. It would run the whole application once more"
						.formatted(context.getClass().getName()),
					"Do without SpringApplication.setApplicationContextFactory in workers (FleetEnvironment.WORKER is a "
							+ "system property there), and leave spring.main.web-application-type to the fleet.");
		}
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (WorkerLaunch.isWorker()) {
			WorkerLaunch.hostOfThisThread().failed(context, exception);
		}
	}

}
