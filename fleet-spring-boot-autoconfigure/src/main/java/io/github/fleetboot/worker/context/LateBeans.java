package io.github.fleetboot.worker.context;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Does for beans that are created after the context was refreshed what the container did
 * for those before: completes, registers the event listeners of, and starts them.
 */
class LateBeans {

	private final WorkerBeanFactory beanFactory;

	// Per bean factory, of which there are few
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Map<String, Object>> creations = new ThreadLocal<>();

	LateBeans(WorkerBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Note that a bean has been instantiated, within {@link #afterCreation(Supplier)}.
	 * @param name the name of the bean
	 * @param bean the bean
	 */
	void created(String name, Object bean) {
		Map<String, Object> created = this.creations.get();
		if (created != null) {
			created.put(name, bean);
		}
	}

	/**
	 * Create a bean and with it what it needs, then tend to all of them.
	 * @param <T> the type of bean
	 * @param creation creates the bean
	 * @return the bean
	 */
	<T> T afterCreation(Supplier<T> creation) {
		if (this.creations.get() != null) {
			return creation.get();
		}
		Map<String, Object> created = new LinkedHashMap<>();
		T bean;
		this.creations.set(created);
		try {
			bean = creation.get();
		}
		finally {
			this.creations.remove();
		}
		tendTo(created);
		return bean;
	}

	private void tendTo(Map<String, Object> created) {
		if (created.isEmpty()) {
			return;
		}
		created.values().forEach((bean) -> {
			if (bean instanceof SmartInitializingSingleton singleton) {
				singleton.afterSingletonsInstantiated();
			}
		});
		this.beanFactory.registerEventListeners(created.keySet());
		created.values().forEach((bean) -> {
			if (bean instanceof SmartLifecycle lifecycle && lifecycle.isAutoStartup() && !lifecycle.isRunning()) {
				lifecycle.start();
			}
		});
	}

}
