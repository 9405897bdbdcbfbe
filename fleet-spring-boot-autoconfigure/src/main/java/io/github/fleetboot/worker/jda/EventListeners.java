package io.github.fleetboot.worker.jda;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds out which beans JDA's events are for.
 */
public final class EventListeners {

	private static final Logger logger = LoggerFactory.getLogger(EventListeners.class);

	private EventListeners() {
	}

	/**
	 * The listeners among some beans: those that implement {@link EventListener}, and one
	 * for all that have methods with {@link SubscribeEvent @SubscribeEvent} instead.
	 * @param beans the beans
	 * @return what to register
	 */
	public static List<Object> among(Iterable<?> beans) {
		List<Object> listeners = new ArrayList<>();
		for (Object bean : beans) {
			if (bean instanceof EventListener) {
				listeners.add(bean);
			}
			else {
				Set<Method> methods = subscriptions(AopUtils.getTargetClass(bean));
				if (!methods.isEmpty()) {
					listeners.add(new Subscriber(bean, methods));
				}
			}
		}
		return listeners;
	}

	private static Set<Method> subscriptions(Class<?> type) {
		return MethodIntrospector.selectMethods(type, (ReflectionUtils.MethodFilter) (method) -> AnnotatedElementUtils
			.hasAnnotation(method, SubscribeEvent.class));
	}

	/**
	 * Calls the methods of a bean. JDA's own way to do so misses them if the bean is a
	 * proxy, or inherits them.
	 */
	private static final class Subscriber implements EventListener {

		private final Object bean;

		private final List<Method> methods = new ArrayList<>();

		Subscriber(Object bean, Set<Method> methods) {
			this.bean = bean;
			for (Method method : methods) {
				if (method.getParameterCount() != 1
						|| !GenericEvent.class.isAssignableFrom(method.getParameterTypes()[0])) {
					logger.warn(
							"{} is annotated with @SubscribeEvent, but does not have an event as its only parameter",
							method);
					continue;
				}
				Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
				ReflectionUtils.makeAccessible(invocable);
				this.methods.add(invocable);
			}
		}

		@Override
		@SubscribeEvent
		public void onEvent(GenericEvent event) {
			for (Method method : this.methods) {
				if (method.getParameterTypes()[0].isInstance(event)) {
					call(method, event);
				}
			}
		}

		/**
		 * One method that fails leaves the others their event.
		 */
		private void call(Method method, GenericEvent event) {
			try {
				method.invoke(this.bean, event);
			}
			catch (InvocationTargetException ex) {
				if (ex.getCause() instanceof Error error) {
					throw error;
				}
				logger.error("{} failed", method, ex.getCause());
			}
			catch (IllegalAccessException ex) {
				logger.error("{} cannot be called", method, ex);
			}
		}

	}

}
