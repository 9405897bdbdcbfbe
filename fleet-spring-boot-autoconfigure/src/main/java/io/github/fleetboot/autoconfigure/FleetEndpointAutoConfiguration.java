package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.actuate.FleetEndpoint;
import io.github.fleetboot.actuate.FleetInfoContributor;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.stats.FleetStatistics;
import net.dv8tion.jda.api.JDAInfo;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the {@code fleet} endpoint and info.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AdmiralAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnFleetRole(FleetRole.ADMIRAL)
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
public class FleetEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(FleetEndpoint.class)
	FleetEndpoint fleetEndpoint(Admiral admiral, FleetStatistics statistics) {
		return new FleetEndpoint(admiral, statistics);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnEnabledInfoContributor("fleet")
	FleetInfoContributor fleetInfoContributor(Admiral admiral) {
		return new FleetInfoContributor(admiral::status, JDAInfo.VERSION);
	}

	/**
	 * The token stays masked even where values are shown.
	 */
	@Bean
	SanitizingFunction fleetTokenSanitizingFunction() {
		return (data) -> data.getLowerCaseKey().matches(".*(fleet[._]discord[._]token|discord[._]token)")
				? data.withSanitizedValue() : data;
	}

}
