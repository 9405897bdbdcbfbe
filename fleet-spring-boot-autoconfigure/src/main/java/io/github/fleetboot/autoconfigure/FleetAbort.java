package io.github.fleetboot.autoconfigure;

import java.util.function.Consumer;

import io.github.fleetboot.FleetException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ends the application after the fleet was refused for good, in the way in which Boot
 * reports a start that failed.
 */
class FleetAbort implements Consumer<FleetException> {

	private static final int EXIT_CODE = 1;

	private final ConfigurableApplicationContext context;

	private final boolean leaveJvm;

	FleetAbort(ConfigurableApplicationContext context, boolean leaveJvm) {
		this.context = context;
		this.leaveJvm = leaveJvm;
	}

	@Override
	public void accept(FleetException refusal) {
		new LoggingFailureAnalysisReporter()
			.report(new FailureAnalysis(String.valueOf(refusal.getMessage()), refusal.getAction(), refusal));
		int code = SpringApplication.exit(this.context, () -> EXIT_CODE);
		if (!this.leaveJvm) {
			System.exit(code);
		}
	}

}
