package io.github.fleetboot.admiral;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes the profile {@code fleet-admiral} active in the Admiral, beside those that the
 * application activates; and if it activates none, beside the default one, which would
 * give way otherwise. Whether it does, and whether the fleet is switched on at all, only
 * the configuration files tell: they are read once for that. Also refuses what cannot be
 * a fleet, as long as that shows this early.
 */
class AdmiralEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private final AheadOfTimeCheck aheadOfTime;

	AdmiralEnvironmentPostProcessor(DeferredLogFactory logs) {
		this.aheadOfTime = new AheadOfTimeCheck(logs.getLog(AheadOfTimeCheck.class));
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (FleetEnvironment.self(environment).role() != FleetRole.ADMIRAL
				|| !FleetEnvironment.isEnabled(environment)) {
			return;
		}
		FleetStartCheck.prepare(environment, application.getMainApplicationClass());
		ConfigurableEnvironment probe = probe(environment, application);
		if (FleetEnvironment.isEnabled(probe)) {
			this.aheadOfTime.check(probe);
			String[] active = probe.getActiveProfiles();
			Set<String> profiles = new LinkedHashSet<>(
					Arrays.asList((active.length != 0) ? active : probe.getDefaultProfiles()));
			profiles.add(FleetRole.ADMIRAL.profile());
			// Programmatically, since additional profiles would come before the others
			environment.setActiveProfiles(profiles.toArray(String[]::new));
		}
	}

	private static ConfigurableEnvironment probe(ConfigurableEnvironment environment, SpringApplication application) {
		ConfigurableEnvironment probe = new ProbeEnvironment(environment);
		ResourceLoader resourceLoader = application.getResourceLoader();
		try {
			ConfigDataEnvironmentPostProcessor.applyTo(probe,
					(resourceLoader != null) ? resourceLoader : new DefaultResourceLoader(), null,
					application.getAdditionalProfiles().toArray(String[]::new));
		}
		catch (RuntimeException ex) {
			// Reading the files in earnest will fail as well, and be reported
		}
		return probe;
	}

	/**
	 * Has the sources and profiles of the application's environment, and like that does
	 * not look for profiles itself.
	 */
	private static class ProbeEnvironment extends StandardEnvironment {

		ProbeEnvironment(ConfigurableEnvironment environment) {
			getPropertySources().stream().map(PropertySource::getName).toList().forEach(getPropertySources()::remove);
			environment.getPropertySources()
				.stream()
				.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
				.forEach(getPropertySources()::addLast);
			ConfigurationPropertySources.attach(this);
			setActiveProfiles(environment.getActiveProfiles());
			setDefaultProfiles(environment.getDefaultProfiles());
			setConversionService(environment.getConversionService());
		}

		@Override
		protected @Nullable String doGetActiveProfilesProperty() {
			return null;
		}

	}

}
