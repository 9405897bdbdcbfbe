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

	private static final String LAUNCH_BEAN_NAME = "fleetWorkerLaunch";

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ConfigurableApplicationContext create(@Nullable WebApplicationType webApplicationType) {
		if (!WorkerLaunch.isWorker() || webApplicationType != WebApplicationType.NONE) {
			return null;
		}
		WorkerLaunch launch = WorkerLaunch.current();
		WorkerBeanFactory beanFactory = new WorkerBeanFactory(launch.order().worker().role());
		beanFactory.registerSingleton(LAUNCH_BEAN_NAME, launch);
		CreatedService.register(launch.order(), beanFactory);
		return new WorkerApplicationContext(beanFactory, launch.host());
	}

	private static final class WorkerApplicationContext extends AnnotationConfigApplicationContext {

		private final WorkerHost host;

		WorkerApplicationContext(WorkerBeanFactory beanFactory, WorkerHost host) {
			super(beanFactory);
			this.host = host;
		}

		@Override
		protected void onClose() {
			super.onClose();
			this.host.closed();
		}

	}

}
