package io.github.fleetboot.autoconfigure;

import java.nio.file.InvalidPathException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A path of the fleet's that this system does not know: most often one that is right, in
 * a locale that has not its characters.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidPathFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		InvalidPathException invalid = findCause(cause, InvalidPathException.class);
		String property = cause.getName().toString();
		if (invalid == null || !property.startsWith("fleet.")) {
			return null;
		}
		String encoding = System.getProperty("sun.jnu.encoding");
		return new FailureAnalysis(
				"The value of %s is no path on this system, which encodes file names as %s: %s".formatted(property,
						encoding, invalid.getMessage()),
				"Start the application with a locale such as LC_ALL=C.UTF-8, or choose another path for %s."
					.formatted(property),
				cause);
	}

}
