package io.github.fleetboot.worker.health;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.SslHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerContributors}. Beans are lazy here, as most are in a worker.
 */
class WorkerContributorsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
		.withUserConfiguration(Application.class)
		.withConfiguration(AutoConfigurations.of(DatabaseHealth.class, HealthContributorAutoConfiguration.class,
				DiskSpaceHealthContributorAutoConfiguration.class, SslHealthContributorAutoConfiguration.class));

	@Test
	void whatTheWorkerDoesNotUseIsNotCreated() {
		Application.databases.set(0);
		this.runner.run((context) -> {
			WorkerContributors contributors = new WorkerContributors(context.getBeanFactory());
			assertThat(contributors.get()).isEmpty();
			assertThat(Application.databases).hasValue(0);
			assertThat(singletons(context.getBeanFactory())).doesNotContain("ownHealthIndicator",
					"dbHealthContributor");
		});
	}

	@Test
	void whatExistsIsLookedAt() {
		this.runner.run((context) -> {
			WorkerContributors contributors = new WorkerContributors(context.getBeanFactory());
			context.getBean("ownHealthIndicator");
			assertThat(contributors.get()).containsOnlyKeys("own");
			context.getBean(Database.class);
			assertThat(contributors.get()).containsOnlyKeys("own", "db", "reactiveDb");
			assertThat(contributors.get().get("db")).isSameAs(context.getBean("dbHealthContributor"));
			assertThat(contributors.get().get("reactiveDb")).isInstanceOfSatisfying(HealthIndicator.class,
					(indicator) -> assertThat(indicator.health()).isEqualTo(Health.up().build()));
		});
	}

	private static String[] singletons(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.getSingletonNames();
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		private static final AtomicInteger databases = new AtomicInteger();

		@Bean
		Database database() {
			databases.incrementAndGet();
			return new Database();
		}

		@Bean
		HealthIndicator ownHealthIndicator() {
			return () -> Health.up().build();
		}

	}

	static class Database {

	}

	@AutoConfiguration
	@ConditionalOnBean(Database.class)
	static class DatabaseHealth {

		@Bean
		HealthContributor dbHealthContributor(ConfigurableListableBeanFactory beanFactory) {
			beanFactory.getBean(Database.class);
			return (HealthIndicator) () -> Health.up().build();
		}

		@Bean
		ReactiveHealthContributor reactiveDbHealthContributor() {
			return ReactiveHealthContributor.adapt((HealthIndicator) () -> Health.up().build());
		}

	}

}
