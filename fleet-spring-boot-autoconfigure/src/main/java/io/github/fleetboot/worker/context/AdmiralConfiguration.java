package io.github.fleetboot.worker.context;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;

import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * The Admiral's property sources in a worker. From the top: who this worker is, the
 * properties meant for workers, the role defaults, what stood above the environment
 * variables in the Admiral; then what the worker finds by itself, with the Admiral's
 * content.
 */
class AdmiralConfiguration {

	static final String WORKER_SOURCE = "fleetWorker";

	static final String WORKER_PROPERTIES_SOURCE = "fleetWorkerProperties";

	static final String ROLE_DEFAULTS_SOURCE = "fleetRoleDefaults";

	private static final String PREFIX = "admiral: ";

	private static final String CONFIGURATION_FILE = "Config resource ";

	private final LaunchOrder order;

	AdmiralConfiguration(LaunchOrder order) {
		this.order = order;
	}

	void addTo(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		List<PropertySourceRecord> overrides = at(Position.OVERRIDE);
		for (int i = overrides.size() - 1; i >= 0; i--) {
			PropertySourceRecord override = overrides.get(i);
			sources.addFirst(source(PREFIX + override.name(), override));
		}
		sources.addFirst(new MapPropertySource(ROLE_DEFAULTS_SOURCE, RoleDefaults.properties()));
		at(Position.WORKER).forEach((source) -> sources.addFirst(source(WORKER_PROPERTIES_SOURCE, source)));
		sources.addFirst(
				new MapPropertySource(WORKER_SOURCE, Map.of(FleetEnvironment.WORKER, this.order.worker().toString())));
		at(Position.DEFAULT).forEach(
				(source) -> DefaultPropertiesPropertySource.addOrMerge(new HashMap<>(source.properties()), sources));
	}

	void replaceIn(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		for (PropertySourceRecord loaded : at(Position.LOADED)) {
			if (sources.contains(loaded.name())) {
				sources.replace(loaded.name(), source(loaded.name(), loaded));
			}
		}
		yieldToOwnFiles(sources);
	}

	/**
	 * A file that the worker has read and the Admiral has not is meant for workers.
	 */
	private void yieldToOwnFiles(MutablePropertySources sources) {
		Set<String> shared = at(Position.LOADED).stream().map(PropertySourceRecord::name).collect(Collectors.toSet());
		Map<String, Object> defaults = new LinkedHashMap<>(RoleDefaults.properties());
		for (PropertySource<?> source : sources) {
			if (source.getName().startsWith(CONFIGURATION_FILE) && !shared.contains(source.getName())
					&& source instanceof EnumerablePropertySource<?> own) {
				Set<String> said = Arrays.stream(own.getPropertyNames())
					.map(AdmiralConfiguration::uniform)
					.collect(Collectors.toSet());
				defaults.keySet().removeIf((name) -> said.contains(uniform(name)));
			}
		}
		sources.replace(ROLE_DEFAULTS_SOURCE, new MapPropertySource(ROLE_DEFAULTS_SOURCE, defaults));
	}

	private static String uniform(String property) {
		return property.replace("-", "").toLowerCase(Locale.ROOT);
	}

	private List<PropertySourceRecord> at(Position position) {
		return this.order.propertySources().stream().filter((source) -> source.position() == position).toList();
	}

	private static PropertySource<?> source(String name, PropertySourceRecord content) {
		return new MapPropertySource(name, new HashMap<>(content.properties()));
	}

}
