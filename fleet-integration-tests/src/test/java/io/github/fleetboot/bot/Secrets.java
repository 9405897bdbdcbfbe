package io.github.fleetboot.bot;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Looks for a secret in the configuration of a JVM.
 */
final class Secrets {

	private Secrets() {
	}

	/**
	 * Whether any property, system property or environment variable holds it.
	 */
	static boolean isToldBy(ConfigurableEnvironment environment, String secret) {
		return environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.map((source) -> (EnumerablePropertySource<?>) source)
			.anyMatch((source) -> isToldBy(source, secret));
	}

	private static boolean isToldBy(EnumerablePropertySource<?> source, String secret) {
		for (String name : source.getPropertyNames()) {
			if (String.valueOf(source.getProperty(name)).contains(secret)) {
				return true;
			}
		}
		return false;
	}

}
