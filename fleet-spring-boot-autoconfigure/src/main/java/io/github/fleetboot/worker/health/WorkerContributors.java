package io.github.fleetboot.worker.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorNameGenerator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * The health contributors that tell something of a worker: those that exist, being of its
 * role or needed by what is, and those that Spring Boot has for beans that exist, such as
 * its {@code DataSource}. What a worker does not use is not created to be looked at. Safe
 * for use by several threads.
 */
public final class WorkerContributors implements Supplier<Map<String, HealthContributor>> {

	private static final Logger logger = LoggerFactory.getLogger(WorkerContributors.class);

	private static final HealthContributorNameGenerator NAMES = HealthContributorNameGenerator
		.withoutStandardSuffixes();

	private final ConfigurableListableBeanFactory beanFactory;

	private @Nullable Map<String, Candidate> candidates;

	/**
	 * Create it.
	 * @param beanFactory the beans of the worker
	 */
	public WorkerContributors(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Those that there are now. May block.
	 * @return the contributors, by name
	 */
	@Override
	public synchronized Map<String, HealthContributor> get() {
		if (this.candidates == null) {
			this.candidates = candidates();
		}
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		this.candidates.forEach((name, candidate) -> {
			if (this.beanFactory.containsSingleton(name) || candidate.isWorthwhile()) {
				HealthContributor contributor = contributor(name);
				if (contributor != null) {
					contributors.put(NAMES.generateContributorName(name), contributor);
				}
			}
		});
		return contributors;
	}

	private @Nullable HealthContributor contributor(String name) {
		try {
			Object bean = this.beanFactory.getBean(name);
			return (bean instanceof ReactiveHealthContributor reactive) ? reactive.asHealthContributor()
					: (HealthContributor) bean;
		}
		catch (BeansException ex) {
			logger.debug("The health contributor '{}' cannot be created", name, ex);
			return null;
		}
	}

	private Map<String, Candidate> candidates() {
		Map<String, Candidate> found = new LinkedHashMap<>();
		Stream.of(HealthContributor.class, ReactiveHealthContributor.class)
			.flatMap((type) -> Stream.of(this.beanFactory.getBeanNamesForType(type, false, false)))
			.forEach((name) -> found.put(name, new Candidate(subjects(name))));
		return found;
	}

	/**
	 * What an auto-configured contributor looks at: auto-configurations say so by what
	 * they are conditional on.
	 */
	private List<Class<?>> subjects(String name) {
		List<Class<?>> subjects = new ArrayList<>();
		MethodMetadata method = (this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition)
						? definition.getFactoryMethodMetadata() : null;
		if (method == null) {
			return subjects;
		}
		try {
			Class<?> declared = ClassUtils.forName(method.getDeclaringClassName(),
					this.beanFactory.getBeanClassLoader());
			MergedAnnotations annotations = MergedAnnotations.from(declared);
			if (annotations.isPresent(AutoConfiguration.class)) {
				MergedAnnotation<ConditionalOnBean> condition = annotations.get(ConditionalOnBean.class);
				if (condition.isPresent()) {
					subjects.addAll(List.of(condition.getClassArray("value")));
				}
			}
		}
		catch (ClassNotFoundException | LinkageError | TypeNotPresentException ex) {
			logger.debug("It is unknown what the health contributor '{}' looks at", name, ex);
		}
		return subjects;
	}

	/**
	 * A contributor that may be worth creating.
	 */
	private final class Candidate {

		private final List<Class<?>> subjects;

		Candidate(List<Class<?>> subjects) {
			this.subjects = subjects;
		}

		/** Whether all that it looks at is there. */
		boolean isWorthwhile() {
			ConfigurableListableBeanFactory beans = WorkerContributors.this.beanFactory;
			List<String> names = this.subjects.stream()
				.flatMap((type) -> Stream.of(beans.getBeanNamesForType(type, false, false)))
				.toList();
			return !names.isEmpty() && names.stream().allMatch(beans::containsSingleton);
		}

	}

}
