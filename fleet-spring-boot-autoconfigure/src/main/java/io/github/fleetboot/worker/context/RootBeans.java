package io.github.fleetboot.worker.context;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.FleetService;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * The beans that a worker exists for: those of its role, the fleet's own, and in a
 * cluster all that listen to Discord. All others are created if one of these needs them.
 */
class RootBeans {

	private static final String FLEET_PACKAGE = "io.github.fleetboot.autoconfigure.";

	private static final String JDA_LISTENER = "net.dv8tion.jda.api.hooks.EventListener";

	private final WorkerBeanFactory beanFactory;

	private final FleetRole role;

	private final Map<String, Boolean> known = new ConcurrentHashMap<>();

	private @Nullable Class<?> listenerType;

	private boolean listenerTypeResolved;

	RootBeans(WorkerBeanFactory beanFactory, FleetRole role) {
		this.beanFactory = beanFactory;
		this.role = role;
	}

	/**
	 * Whether a bean is one of these.
	 * @param name the name of the bean
	 * @return {@code true} if it is to be created with the context
	 */
	boolean contains(String name) {
		Boolean root = this.known.get(name);
		if (root == null) {
			if (!this.beanFactory.containsBeanDefinition(name)) {
				return false;
			}
			BeanDefinition definition = this.beanFactory.getBeanDefinition(name);
			root = isOfRole(definition) || isOfFleet(definition) || isDiscordListener(name);
			this.known.put(name, root);
		}
		return root;
	}

	/**
	 * Forget a bean, since its definition has changed.
	 * @param name the name of the bean
	 */
	void forget(String name) {
		this.known.remove(name);
	}

	/**
	 * Whether a bean is declared for a role. Those of other roles have no definition
	 * here.
	 * @param name the name of the bean
	 * @return {@code true} if its class or method has the annotation of a role
	 */
	boolean isOfRole(String name) {
		return this.beanFactory.containsBeanDefinition(name) && isOfRole(this.beanFactory.getBeanDefinition(name));
	}

	private static boolean isOfRole(BeanDefinition definition) {
		if (CreatedService.is(definition)) {
			return true;
		}
		if (definition instanceof AnnotatedBeanDefinition annotated) {
			MethodMetadata method = annotated.getFactoryMethodMetadata();
			AnnotatedTypeMetadata metadata = (method != null) ? method : annotated.getMetadata();
			return metadata.isAnnotated(ClusterWorker.class.getName())
					|| metadata.isAnnotated(FleetService.class.getName());
		}
		return false;
	}

	private static boolean isOfFleet(BeanDefinition definition) {
		String declared = definition.getBeanClassName();
		if (definition instanceof AnnotatedBeanDefinition annotated) {
			MethodMetadata method = annotated.getFactoryMethodMetadata();
			declared = (method != null) ? method.getDeclaringClassName() : declared;
		}
		return declared != null && declared.startsWith(FLEET_PACKAGE);
	}

	private boolean isDiscordListener(String name) {
		Class<?> type = (this.role == FleetRole.CLUSTER) ? listenerType() : null;
		return type != null && this.beanFactory.isOfType(name, type);
	}

	private @Nullable Class<?> listenerType() {
		if (!this.listenerTypeResolved) {
			ClassLoader classLoader = this.beanFactory.getBeanClassLoader();
			this.listenerType = ClassUtils.isPresent(JDA_LISTENER, classLoader)
					? ClassUtils.resolveClassName(JDA_LISTENER, classLoader) : null;
			this.listenerTypeResolved = true;
		}
		return this.listenerType;
	}

}
