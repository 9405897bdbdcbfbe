package io.github.fleetboot.admiral;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Whether an application starts its fleet: not in the owner's tests unless
 * {@code fleet.skip-in-tests} is {@code false}, not while its code is processed ahead of
 * time, not if it is switched off.
 *
 * @since 0.1.0
 */
public final class FleetStartCheck {

	/**
	 * Whether to leave the fleet out of tests.
	 */
	public static final String SKIP_IN_TESTS = "fleet.skip-in-tests";

	private static final String SOURCE = "fleetStart";

	private static final String MAIN_CLASS = "fleet.start.main-class";

	private static final String CALLER = "fleet.start.caller";

	private static final String[] TEST_PACKAGES = { "org.junit.platform.", "org.junit.runners.", "org.testng.",
			"org.springframework.boot.test.", "org.springframework.test.context.", "io.cucumber.",
			"cucumber.runtime." };

	private FleetStartCheck() {
	}

	/**
	 * Note who starts the application. The thread that prepares the environment knows,
	 * the one that starts the fleet may not.
	 * @param environment the environment to note it in
	 * @param mainClass the class whose main method is on the stack, if there is one
	 */
	static void prepare(ConfigurableEnvironment environment, @Nullable Class<?> mainClass) {
		Caller caller = caller();
		Map<String, Object> notes = new HashMap<>(Map.of(CALLER, caller.name()));
		if (mainClass != null && caller == Caller.NOBODY_SPECIAL) {
			notes.put(MAIN_CLASS, mainClass.getName());
		}
		environment.getPropertySources().addLast(new MapPropertySource(SOURCE, notes));
	}

	/**
	 * The class whose main method starts the application.
	 * @param context the context of the application
	 * @return the class that started it; in tests, where a test runner did, the
	 * application's configuration class that could have; empty if there is none
	 */
	public static Optional<String> mainClass(ConfigurableApplicationContext context) {
		String noted = context.getEnvironment().getProperty(MAIN_CLASS);
		if (noted != null) {
			return Optional.of(noted);
		}
		return Arrays.stream(context.getBeanNamesForAnnotation(SpringBootConfiguration.class))
			.map((name) -> context.getType(name, false))
			.filter(Objects::nonNull)
			.<Class<?>>map(ClassUtils::getUserClass)
			.filter((type) -> ClassUtils.hasMethod(type, "main", String[].class))
			.map(Class::getName)
			.findFirst();
	}

	/**
	 * Why not to start the fleet.
	 * @param environment the environment of the application
	 * @return the reason, in the middle of a sentence; empty if it is to be started
	 */
	public static Optional<String> reasonNotToStart(Environment environment) {
		Caller caller = environment.getProperty(CALLER, Caller.class, Caller.NOBODY_SPECIAL);
		if (!environment.containsProperty(CALLER)) {
			caller = caller();
		}
		if (FleetEnvironment.self(environment).role() != FleetRole.ADMIRAL) {
			return Optional.of("this JVM is a worker");
		}
		if (!FleetEnvironment.isEnabled(environment)) {
			return Optional.of(FleetEnvironment.ENABLED + " is false");
		}
		if (caller == Caller.AOT_PROCESSING) {
			return Optional.of("the application is being processed ahead of time");
		}
		if (caller == Caller.TEST && environment.getProperty(SKIP_IN_TESTS, Boolean.class, true)) {
			return Optional.of("this is a test, and " + SKIP_IN_TESTS + " is not false");
		}
		return Optional.empty();
	}

	/**
	 * Whether to start the fleet.
	 * @param environment the environment of the application
	 * @return {@code true} if there is no reason not to
	 */
	public static boolean shouldStart(Environment environment) {
		return reasonNotToStart(environment).isEmpty();
	}

	/**
	 * Whether a test starts the application, so that its JVM is not the application's to
	 * end.
	 * @param environment the environment of the application
	 * @return {@code true} if it is a test
	 */
	public static boolean isTest(Environment environment) {
		return environment.getProperty(CALLER, Caller.class, Caller.NOBODY_SPECIAL) == Caller.TEST;
	}

	static boolean isAotProcessing(Environment environment) {
		return environment.getProperty(CALLER, Caller.class, Caller.NOBODY_SPECIAL) == Caller.AOT_PROCESSING;
	}

	private static Caller caller() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.map((frame) -> caller(frame.getClassName()))
				.filter((caller) -> caller != Caller.NOBODY_SPECIAL)
				.findFirst()
				.orElse(Caller.NOBODY_SPECIAL));
	}

	private static Caller caller(String className) {
		if (className.equals(SpringApplicationAotProcessor.class.getName())
				|| className.startsWith("org.springframework.context.aot.AbstractAotProcessor")
				|| className.startsWith("org.springframework.test.context.aot.")) {
			return Caller.AOT_PROCESSING;
		}
		for (String prefix : TEST_PACKAGES) {
			if (className.startsWith(prefix)) {
				return Caller.TEST;
			}
		}
		return Caller.NOBODY_SPECIAL;
	}

	private enum Caller {

		NOBODY_SPECIAL, TEST, AOT_PROCESSING

	}

}
