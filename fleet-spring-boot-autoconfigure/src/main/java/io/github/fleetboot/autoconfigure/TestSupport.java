package io.github.fleetboot.autoconfigure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.github.fleetboot.FleetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;

/**
 * Keeps the Discord emulator away from applications that run in earnest. Their workers
 * would have it on their class path.
 */
final class TestSupport {

	/**
	 * Whether the emulator may be part of the application.
	 */
	static final String ALLOW = "fleet.allow-test-support";

	private static final Logger logger = LoggerFactory.getLogger(TestSupport.class);

	private static final String EMULATOR = "io/github/fleetboot/test/discord/DiscordEmulator.class";

	private static final String JUNIT = "org/junit/jupiter/api/Test.class";

	private static final String CURE = "Give the dependency fleet-spring-boot-test the scope test (Gradle: "
			+ "testImplementation), or set " + ALLOW + " to true if the application uses the emulator on purpose.";

	private final Predicate<String> resources;

	private final String classPath;

	/**
	 * Look at an application.
	 * @param resources tells whether its class loader finds a resource
	 * @param classPath the class path of its JVM
	 */
	TestSupport(Predicate<String> resources, String classPath) {
		this.resources = resources;
		this.classPath = classPath;
	}

	/**
	 * Refuse a packaged application that holds the emulator, and warn of one that will.
	 * @param environment the application's environment
	 * @throws FleetException if it is packaged, unless the owner allows it
	 */
	void check(Environment environment) {
		if (!this.resources.test(EMULATOR) || environment.getProperty(ALLOW, Boolean.class, false)) {
			return;
		}
		if (isPackaged()) {
			throw new FleetException(
					"The Discord emulator, fleet-spring-boot-test, is packaged with this application, so that all its "
							+ "JVMs have it on their class path.",
					CURE);
		}
		if (!this.resources.test(JUNIT)) {
			logger.warn("The Discord emulator, fleet-spring-boot-test, is on the class path of the application itself. "
					+ "Once packaged it will not start like that. {}", CURE);
		}
	}

	/**
	 * IDEs and build tools start from directories.
	 */
	private boolean isPackaged() {
		return Pattern.compile(Pattern.quote(File.pathSeparator))
			.splitAsStream(this.classPath)
			.noneMatch(TestSupport::isDirectory);
	}

	private static boolean isDirectory(String entry) {
		try {
			return Files.isDirectory(Path.of(entry));
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

}
