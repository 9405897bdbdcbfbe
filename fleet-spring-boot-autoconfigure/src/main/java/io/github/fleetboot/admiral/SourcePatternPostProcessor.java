package io.github.fleetboot.admiral;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Lets each line of the Admiral's log tell which JVM it comes from, unless the
 * application has a pattern of its own.
 */
class SourcePatternPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String SOURCE = "fleetLogPattern";

	private static final String PATTERN = "logging.pattern.level";

	private static final boolean LOGBACK = ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext",
			SourcePatternPostProcessor.class.getClassLoader());

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (LOGBACK && FleetStartCheck.shouldStart(environment) && !environment.containsProperty(PATTERN)) {
			environment.getPropertySources()
				.addLast(new MapPropertySource(SOURCE, Map.of(PATTERN, "%5p %-12X{fleet.worker:-admiral}")));
		}
	}

}
