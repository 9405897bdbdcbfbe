package io.github.fleetboot.admiral;

import io.github.fleetboot.FleetException;
import org.apache.commons.logging.Log;

import org.springframework.aot.AotDetector;
import org.springframework.core.NativeDetector;
import org.springframework.core.env.Environment;

/**
 * Code that was processed ahead of time has all conditions decided already, for one role:
 * a fleet cannot run from it, since its workers would be further Admirals.
 */
final class AheadOfTimeCheck {

	private final Log logger;

	AheadOfTimeCheck(Log logger) {
		this.logger = logger;
	}

	/**
	 * Refuse to start a fleet from such code, and tell a build that makes it.
	 * @param environment the environment of an application whose fleet is switched on
	 * @throws FleetException if the fleet would start from such code
	 */
	void check(Environment environment) {
		if (FleetStartCheck.isAotProcessing(environment)) {
			this.logger
				.warn("The application is being processed ahead of time. The fleet does not start from the result, "
						+ "whose conditions are decided for the Admiral alone: run it without spring.aot.enabled=true and not "
						+ "as a native image, or set fleet.enabled=false for the processing and for the run");
		}
		else if (AotDetector.useGeneratedArtifacts() && FleetStartCheck.shouldStart(environment)) {
			boolean nativeImage = NativeDetector.inNativeImage();
			throw new FleetException(
					"The fleet cannot start from %s: which beans exist was decided when it was built, for one role only."
						.formatted(nativeImage ? "a native image" : "code that was processed ahead of time"),
					(nativeImage ? "Run the application on a JVM"
							: "Run the application without spring.aot.enabled=true (a system property, or in spring.properties)")
							+ ", or do without the fleet: build and run it with fleet.enabled=false.");
		}
	}

}
