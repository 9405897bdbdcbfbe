package io.github.fleetboot.worker.context;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

import io.github.fleetboot.FleetRole;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeExceptionMapper;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.weaving.LoadTimeWeaverAware;
import org.springframework.core.ResolvableType;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/**
 * The bean factory of a worker. All definitions of the application are there, but only
 * the {@linkplain RootBeans roots} are created with the context. To make lazy what the
 * container looks up by its type, and then creates, such look-ups find only roots and
 * what exists already. Injection by other types works as ever.
 */
class WorkerBeanFactory extends DefaultListableBeanFactory {

	private static final String RUNNER = "org.springframework.boot.Runner";

	/**
	 * What the container looks up in order to run it: by a worker, for its role only.
	 */
	private static final Set<Class<?>> RUN = Set.of(ApplicationRunner.class, CommandLineRunner.class,
			SchedulingConfigurer.class);

	/**
	 * What the container looks up in order to create and call it. {@code Object} is what
	 * those ask for who search all beans for methods.
	 */
	private static final Set<Class<?>> CALLED = Set.of(Object.class, Lifecycle.class, SmartLifecycle.class,
			ApplicationListener.class, LoadTimeWeaverAware.class, BeanFactoryInitializer.class, ExitCodeGenerator.class,
			ExitCodeExceptionMapper.class);

	private final RootBeans roots;

	private final LateBeans lateBeans = new LateBeans(this);

	// Per bean factory, of which there are few
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Set<String>> searched = new ThreadLocal<>();

	private volatile boolean complete;

	WorkerBeanFactory(FleetRole role) {
		this.roots = new RootBeans(this, role);
	}

	@Override
	public void registerBeanDefinition(String beanName, BeanDefinition beanDefinition) {
		super.registerBeanDefinition(beanName, beanDefinition);
		this.roots.forget(beanName);
	}

	@Override
	public void preInstantiateSingletons() {
		addBeanPostProcessor(new RoleBeanScheduling(this, this.roots));
		for (String name : getBeanDefinitionNames()) {
			boolean lazy = !this.roots.contains(name);
			RootBeanDefinition merged = getMergedLocalBeanDefinition(name);
			merged.setLazyInit(lazy);
			merged.setBackgroundInit(merged.isBackgroundInit() && !lazy);
			getBeanDefinition(name).setLazyInit(lazy);
		}
		super.preInstantiateSingletons();
		this.complete = true;
	}

	@Override
	public Object getSingleton(String beanName, ObjectFactory<?> singletonFactory) {
		if (!this.complete) {
			return super.getSingleton(beanName, singletonFactory);
		}
		return this.lateBeans.afterCreation(() -> super.getSingleton(beanName, () -> {
			Object bean = singletonFactory.getObject();
			this.lateBeans.created(beanName, bean);
			return bean;
		}));
	}

	@Override
	public String[] getBeanNamesForType(@Nullable Class<?> type, boolean includeNonSingletons, boolean allowEagerInit) {
		Predicate<String> filter = filter(type);
		String[] names = super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
		return (filter != null) ? Arrays.stream(names).filter(filter).toArray(String[]::new) : names;
	}

	@Override
	public String[] getBeanNamesForType(ResolvableType type, boolean includeNonSingletons, boolean allowEagerInit) {
		Predicate<String> filter = filter(type.resolve());
		String[] names = super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
		return (filter != null) ? Arrays.stream(names).filter(filter).toArray(String[]::new) : names;
	}

	private @Nullable Predicate<String> filter(@Nullable Class<?> type) {
		if (type == null) {
			return null;
		}
		if (type == BeanPostProcessor.class) {
			return (name) -> !name.equals(RoleBeanScheduling.PROCESSOR);
		}
		if (RUN.contains(type) || type.getName().equals(RUNNER)) {
			return this.roots::contains;
		}
		if (CALLED.contains(type)) {
			Set<String> names = (type == Object.class) ? this.searched.get() : null;
			return (names != null) ? names::contains : this::isVisible;
		}
		return null;
	}

	private boolean isVisible(String beanName) {
		String name = BeanFactoryUtils.transformedBeanName(beanName);
		return containsSingleton(name) || this.roots.contains(name);
	}

	boolean isOfType(String beanName, Class<?> type) {
		return isTypeMatch(beanName, ResolvableType.forRawClass(type), false);
	}

	/**
	 * Have the container search some beans, and no others, for methods that listen to
	 * application events.
	 * @param names the names of the beans
	 */
	void registerEventListeners(Set<String> names) {
		String processor = AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME;
		if (containsSingleton(processor)) {
			this.searched.set(names);
			try {
				getBean(processor, SmartInitializingSingleton.class).afterSingletonsInstantiated();
			}
			finally {
				this.searched.remove();
			}
		}
	}

}
