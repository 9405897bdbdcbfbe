package io.github.fleetboot.autoconfigure;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.worker.context.CreatedService;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The beans of this JVM's role. Their message handlers are registered once all singletons
 * are there.
 */
class RoleBeans implements SmartInitializingSingleton {

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(ClusterWorker.class,
			FleetService.class, AdmiralController.class);

	private final ListableBeanFactory beanFactory;

	private final IpcHandlers handlers;

	RoleBeans(ListableBeanFactory beanFactory, IpcHandlers handlers) {
		this.beanFactory = beanFactory;
		this.handlers = handlers;
	}

	@Override
	public void afterSingletonsInstantiated() {
		all().forEach(this.handlers::register);
	}

	/**
	 * The beans with an annotation of a role; those of other roles are not defined here.
	 * @return the beans
	 */
	Collection<Object> all() {
		Set<String> names = new LinkedHashSet<>();
		ANNOTATIONS.forEach((type) -> names.addAll(List.of(this.beanFactory.getBeanNamesForAnnotation(type))));
		if (this.beanFactory.containsBeanDefinition(CreatedService.BEAN_NAME)) {
			names.add(CreatedService.BEAN_NAME);
		}
		List<Object> beans = new ArrayList<>();
		names.forEach((name) -> beans.add(this.beanFactory.getBean(name)));
		return beans;
	}

}
