package io.github.fleetboot.sample;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log of a sample tells that was asked to end.
 */
final class DrainedLog {

	private DrainedLog() {
	}

	/**
	 * See that clusters drained before the service, and that nothing was killed or lost.
	 */
	static void assertCleanDrain(List<String> lines) {
		int service = lastOf(lines, "service-languages is DRAINING");
		for (String cluster : List.of("cluster-0", "cluster-1")) {
			assertThat(lastOf(lines, cluster + " is DRAINING")).isNotNegative();
			assertThat(lastOf(lines, cluster + " is STOPPED")).isBetween(0, service);
		}
		assertThat(lastOf(lines, "service-languages is STOPPED")).isGreaterThan(service);
		for (String failure : List.of("is killed", "ended with exit code", "will be replaced", "could not be removed",
				"WARN", "ERROR")) {
			assertThat(lines).noneMatch((line) -> line.contains(failure));
		}
	}

	private static int lastOf(List<String> lines, String text) {
		return Stream.iterate(lines.size() - 1, (index) -> index >= 0, (index) -> index - 1)
			.filter((index) -> lines.get(index).contains(text))
			.findFirst()
			.orElse(-1);
	}

}
