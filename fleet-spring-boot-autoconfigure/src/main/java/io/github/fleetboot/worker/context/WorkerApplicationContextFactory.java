package io.github.fleetboot.worker.context;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.Ordered;

/**
 * Creates the context of a worker. Elsewhere it leaves that to the factories after it.
 */
class WorkerApplicationContextFactory implements ApplicationContextFactory, Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ConfigurableApplicationContext create(@Nullable WebApplicationType webApplicationType) {
		if (!WorkerLaunch.isWorker() || webApplicationType != WebApplicationType.NONE) {
			return null;
		}
		return new AnnotationConfigApplicationContext(new WorkerBeanFactory(WorkerLaunch.current().worker().role()));
	}

}
