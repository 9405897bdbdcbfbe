package io.github.fleetboot.docs;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.worker.jda.ShardManagerBuilderCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::customizer[]
@Configuration(proxyBeanMethods = false)
@ConditionalOnFleetRole(FleetRole.CLUSTER)
class JdaConfiguration {

	@Bean
	ShardManagerBuilderCustomizer largeGuilds() {
		return (builder) -> builder.setLargeThreshold(100);
	}

}
// end::customizer[]
