package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link InvalidPathFailureAnalyzer}.
 */
class InvalidPathFailureAnalyzerTests {

	@Test
	void aPathThatTheSystemDoesNotKnowIsNamedWithACure() {
		FailureAnalysis analysis = analyze("fleet.directory", "a\0b", Path.class);
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("fleet.directory")
			.contains(System.getProperty("sun.jnu.encoding"));
		assertThat(analysis.getAction()).contains("LC_ALL=C.UTF-8").contains("fleet.directory");
	}

	@Test
	void otherFailuresAreLeftToOthers() {
		assertThat(analyze("server.directory", "a\0b", Path.class)).isNull();
		assertThat(analyze("fleet.number", "a", Integer.class)).isNull();
	}

	private static @Nullable FailureAnalysis analyze(String property, String value, Class<?> type) {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(property, value)));
		BindException failure = catchThrowableOfType(BindException.class, () -> binder.bind(property, type));
		return new InvalidPathFailureAnalyzer().analyze(new IllegalStateException(failure));
	}

}
