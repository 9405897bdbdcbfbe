package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.actuate.FleetHealthIndicator;
import io.github.fleetboot.admiral.Admiral;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the health of the fleet.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AdmiralAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnFleetRole(FleetRole.ADMIRAL)
@ConditionalOnEnabledHealthIndicator("fleet")
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
public class FleetHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "fleetHealthIndicator")
	FleetHealthIndicator fleetHealthIndicator(Admiral admiral) {
		return new FleetHealthIndicator(admiral);
	}

}
