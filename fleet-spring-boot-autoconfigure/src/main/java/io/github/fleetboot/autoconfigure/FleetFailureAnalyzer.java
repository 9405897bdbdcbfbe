package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Every refusal of the fleet says what to do about it.
 */
class FleetFailureAnalyzer extends AbstractFailureAnalyzer<FleetException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FleetException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.getAction(), cause);
	}

}
