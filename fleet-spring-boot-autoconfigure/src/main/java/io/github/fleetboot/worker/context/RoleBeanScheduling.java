package io.github.fleetboot.worker.context;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Lets Spring schedule the methods of role beans, which exist in no other JVM, and of no
 * other beans: what a role bean merely uses is scheduled in the Admiral.
 */
class RoleBeanScheduling implements BeanPostProcessor {

	static final String PROCESSOR = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;

	private final WorkerBeanFactory beanFactory;

	private final RootBeans roots;

	RoleBeanScheduling(WorkerBeanFactory beanFactory, RootBeans roots) {
		this.beanFactory = beanFactory;
		this.roots = roots;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (this.roots.isOfRole(beanName) && this.beanFactory.containsBeanDefinition(PROCESSOR)
				&& hasScheduledMethods(AopUtils.getTargetClass(bean))) {
			this.beanFactory.getBean(PROCESSOR, BeanPostProcessor.class).postProcessAfterInitialization(bean, beanName);
		}
		return bean;
	}

	private static boolean hasScheduledMethods(Class<?> type) {
		MetadataLookup<@Nullable Boolean> lookup = RoleBeanScheduling::isScheduled;
		return !MethodIntrospector.selectMethods(type, lookup).isEmpty();
	}

	private static @Nullable Boolean isScheduled(Method method) {
		return (AnnotatedElementUtils.hasAnnotation(method, Scheduled.class)
				|| AnnotatedElementUtils.hasAnnotation(method, Schedules.class)) ? Boolean.TRUE : null;
	}

}
