package io.github.fleetboot.autoconfigure;

import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.RoleDeclarations;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.FleetStartCheck;
import net.dv8tion.jda.api.hooks.EventListener;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Refuses what cannot be a fleet before anything of it is started.
 */
class FleetPreconditions implements InitializingBean {

	private static final List<String> LOOKALIKES = List.of("spring.jda.token", "discord.token", "jda.token",
			"bot.token", "fleet.token");

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	private final DiscordProperties discord;

	private final boolean shouldStart;

	FleetPreconditions(ConfigurableListableBeanFactory beanFactory, Environment environment, DiscordProperties discord,
			boolean shouldStart) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.discord = discord;
		this.shouldStart = shouldStart;
	}

	@Override
	public void afterPropertiesSet() {
		RoleDeclarations declarations = RoleDeclarations.of(this.beanFactory);
		declarations.services().forEach((name, sources) -> {
			if (sources.size() > 1) {
				throw new DuplicateServiceException(name, sources);
			}
			checkName(name, sources.iterator().next());
		});
		if (!this.shouldStart) {
			return;
		}
		if (!FleetStartCheck.isTest(this.environment)) {
			new TestSupport(this::hasResource, System.getProperty("java.class.path", "")).check(this.environment);
		}
		if (DiscordSettingsMapper.token(this.discord).isEmpty()) {
			throw new MissingTokenException(LOOKALIKES.stream().filter(this.environment::containsProperty).toList());
		}
		boolean hasCluster = !declarations.clusters().isEmpty()
				|| this.beanFactory.getBeanNamesForType(EventListener.class, true, false).length > 0;
		if (!hasCluster) {
			throw new NoClusterException();
		}
	}

	private boolean hasResource(String name) {
		ClassLoader classLoader = this.beanFactory.getBeanClassLoader();
		return classLoader != null && classLoader.getResource(name) != null;
	}

	private static void checkName(String name, String source) {
		try {
			WorkerId.service(name);
		}
		catch (IllegalArgumentException ex) {
			throw new FleetException(
					"The name of the service in " + source + " is not usable: " + ex.getMessage() + ".",
					"Change the value of its @FleetService.", ex);
		}
	}

}
