package io.github.fleetboot.sample.demo;

import java.time.Duration;
import java.util.Map;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * With profile {@code demo} the Admiral starts a Discord of its own, and points the fleet
 * at it.
 */
public class DemoDiscord implements ApplicationListener<SpringApplicationEvent>, Ordered {

	private static final Duration IDENTIFY_WINDOW = Duration.ofSeconds(1);

	private @Nullable DiscordEmulator discord;

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			prepare(prepared.getEnvironment());
		}
		else if (event instanceof ApplicationContextInitializedEvent initialized && this.discord != null
				&& initialized.getApplicationContext() instanceof GenericApplicationContext context) {
			DiscordEmulator started = this.discord;
			context.registerBean(DiscordEmulator.class, () -> started);
		}
	}

	private void prepare(ConfigurableEnvironment environment) {
		boolean admiral = FleetEnvironment.self(environment).role() == FleetRole.ADMIRAL;
		if (!admiral || !environment.acceptsProfiles(Profiles.of("demo"))) {
			return;
		}
		DiscordEmulator started = DiscordEmulator.builder()
			.guilds(40)
			.membersPerGuild(10)
			.shards(4)
			.identifyWindow(IDENTIFY_WINDOW)
			.start();
		this.discord = started;
		environment.getPropertySources()
			.addFirst(new MapPropertySource("demo",
					Map.of("fleet.discord.api-url", started.apiUrl(), "fleet.discord.gateway-url", started.gatewayUrl(),
							"fleet.discord.token", started.token(), "fleet.sharding.identify-interval",
							IDENTIFY_WINDOW.toMillis() + "ms")));
	}

	/**
	 * After the listener that reads the configuration.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
