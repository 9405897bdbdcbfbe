package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.actuate.FleetHealthIndicator;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.StatsCollector;
import io.github.fleetboot.worker.health.HealthReader;
import io.github.fleetboot.worker.health.WorkerContributors;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the health of the fleet.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { AdmiralAutoConfiguration.class, WorkerAutoConfiguration.class })
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("fleet")
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
public class FleetHealthAutoConfiguration {

	/**
	 * In the Admiral.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFleetRole(FleetRole.ADMIRAL)
	static class AdmiralHealth {

		@Bean
		@ConditionalOnMissingBean(name = "fleetHealthIndicator")
		FleetHealthIndicator fleetHealthIndicator(Admiral admiral, StatsCollector statistics) {
			return new FleetHealthIndicator(admiral::status, statistics::health);
		}

	}

	/**
	 * In workers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFleetRole({ FleetRole.CLUSTER, FleetRole.SERVICE })
	@ConditionalOnBooleanProperty(name = "fleet.stats.health", matchIfMissing = true)
	static class WorkerHealth {

		@Bean(destroyMethod = "close")
		HealthReader fleetHealthSource(ConfigurableListableBeanFactory beanFactory) {
			return new HealthReader(new WorkerContributors(beanFactory));
		}

	}

}
