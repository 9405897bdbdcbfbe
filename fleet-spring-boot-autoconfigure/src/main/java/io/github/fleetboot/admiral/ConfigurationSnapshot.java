package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The Admiral's configuration at one moment, which all workers of a release get.
 * Immutable. Holds secrets, and names no value in its text form.
 *
 * @param activeProfiles the active profiles, without that of the Admiral's role
 * @param propertySources the property sources, highest precedence first
 * @since 0.1.0
 */
public record ConfigurationSnapshot(List<String> activeProfiles, List<PropertySourceRecord> propertySources) {

	/**
	 * Properties that all workers have, and the Admiral has not.
	 */
	public static final String WORKER_PROPERTIES = "fleet.workers.properties";

	/**
	 * What each JVM of a host has by itself, or has of its own.
	 */
	private static final Set<String> NOT_SHARED = Set.of(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
			"random", "servletConfigInitParams", "servletContextInitParams", "jndiProperties", "applicationInfo",
			"fleetStart", SourcePatternPostProcessor.SOURCE);

	/**
	 * System properties that the JVM, the test runner or the web server sets.
	 */
	private static final List<String> OF_THE_JVM = List.of("java.", "javax.net.ssl.", "jdk.", "sun.", "os.", "user.",
			"file.", "native.", "stdin.", "stdout.", "stderr.", "line.separator", "path.separator", "awt.", "catalina.",
			"surefire.", "LOGBACK_", "spring.devtools.restart.", FleetEnvironment.WORKER);

	private static final Set<String> OF_LOGGING = Arrays.stream(LoggingSystemProperty.values())
		.map(LoggingSystemProperty::getEnvironmentVariableName)
		.collect(Collectors.toUnmodifiableSet());

	public ConfigurationSnapshot {
		activeProfiles = List.copyOf(activeProfiles);
		propertySources = List.copyOf(propertySources);
	}

	/**
	 * Take a snapshot.
	 * @param environment the environment of the Admiral, with all its sources
	 * @return the snapshot
	 */
	public static ConfigurationSnapshot of(ConfigurableEnvironment environment) {
		List<PropertySourceRecord> records = new ArrayList<>();
		Map<String, String> workerProperties = Binder.get(environment)
			.bind(WORKER_PROPERTIES, Bindable.mapOf(String.class, String.class))
			.orElse(Map.of());
		records.add(new PropertySourceRecord(WORKER_PROPERTIES, Position.WORKER, workerProperties));
		Position position = Position.OVERRIDE;
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
				position = Position.LOADED;
			}
			if (isShared(source)) {
				boolean last = DefaultPropertiesPropertySource.hasMatchingName(source);
				Map<String, String> properties = properties((EnumerablePropertySource<?>) source);
				if (!properties.isEmpty() || position == Position.LOADED) {
					records.add(
							new PropertySourceRecord(source.getName(), last ? Position.DEFAULT : position, properties));
				}
			}
		}
		List<String> profiles = Stream.of(environment.getActiveProfiles())
			.filter((profile) -> !profile.equals(FleetRole.ADMIRAL.profile()))
			.toList();
		return new ConfigurationSnapshot(profiles, records);
	}

	private static boolean isShared(PropertySource<?> source) {
		return source instanceof EnumerablePropertySource<?>
				&& !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
				&& !NOT_SHARED.contains(source.getName());
	}

	private static Map<String, String> properties(EnumerablePropertySource<?> source) {
		boolean system = source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		Map<String, String> properties = new HashMap<>();
		for (String name : source.getPropertyNames()) {
			boolean own = name.equals(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME)
					|| (system && isOfTheJvm(name));
			String value = own ? null : text(source.getProperty(name));
			if (value != null) {
				properties.put(name, value);
			}
		}
		return properties;
	}

	private static boolean isOfTheJvm(String name) {
		return OF_LOGGING.contains(name) || OF_THE_JVM.stream().anyMatch(name::startsWith);
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value instanceof Collection<?> values) {
			return values.stream().map(ConfigurationSnapshot::text).collect(Collectors.joining(","));
		}
		if (value instanceof Object[] values) {
			return text(Arrays.asList(values));
		}
		if (value instanceof Class<?> type) {
			return type.getName();
		}
		return (value != null) ? value.toString() : null;
	}

	/**
	 * The profiles of a worker.
	 * @param role the role of the worker
	 * @return the Admiral's profiles, followed by that of the role, whose configuration
	 * files therefore win
	 */
	public List<String> profilesFor(FleetRole role) {
		List<String> profiles = new ArrayList<>(this.activeProfiles);
		profiles.add(role.profile());
		return profiles;
	}

	/**
	 * Names no values, since there are secrets among them.
	 */
	@Override
	public String toString() {
		return "ConfigurationSnapshot[activeProfiles=%s, propertySources=%s]".formatted(this.activeProfiles,
				this.propertySources);
	}

}
