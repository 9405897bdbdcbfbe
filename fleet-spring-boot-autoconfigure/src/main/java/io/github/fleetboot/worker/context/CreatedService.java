package io.github.fleetboot.worker.context;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.protocol.LaunchOrder;

import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.util.ClassUtils;

/**
 * The bean of a service that was created from a class, and that no configuration
 * declares.
 */
public final class CreatedService {

	/**
	 * The name of the bean.
	 */
	public static final String BEAN_NAME = "fleetCreatedService";

	private static final String ATTRIBUTE = CreatedService.class.getName();

	private CreatedService() {
	}

	/**
	 * Define the bean, if a worker is such a service.
	 */
	static void register(LaunchOrder order, WorkerBeanFactory beanFactory) {
		order.propertySources()
			.stream()
			.filter((source) -> source.name().equals(FleetEnvironment.SERVICE_TYPE))
			.map((source) -> source.properties().get(FleetEnvironment.SERVICE_TYPE))
			.findFirst()
			.ifPresent((className) -> {
				AnnotatedGenericBeanDefinition definition = new AnnotatedGenericBeanDefinition(load(order, className));
				AnnotationConfigUtils.processCommonDefinitionAnnotations(definition);
				definition.setAttribute(ATTRIBUTE, true);
				beanFactory.registerBeanDefinition(BEAN_NAME, definition);
			});
	}

	private static Class<?> load(LaunchOrder order, String className) {
		try {
			return ClassUtils.forName(className, null);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new FleetException(
					"The class '%s', from which %s was created, is not on its class path.".formatted(className,
							order.worker()),
					"Shut the service down, or update the fleet to a version of the application that has the class.",
					ex);
		}
	}

	static boolean is(BeanDefinition definition) {
		return definition.hasAttribute(ATTRIBUTE);
	}

}
