package io.github.fleetboot.worker.jda;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RestLatency}.
 */
class RestLatencyTests {

	private final RestLatency latency = new RestLatency();

	@Test
	void isUnknownBeforeTheFirstCallAndThenFollowsTheLatest() {
		assertThat(this.latency.millis()).isNull();
		this.latency.took(80);
		assertThat(this.latency.millis()).isEqualTo(80);
		this.latency.took(160);
		assertThat(this.latency.millis()).isEqualTo(90);
		IntStream.range(0, 100).forEach((call) -> this.latency.took(40));
		assertThat(this.latency.millis()).isCloseTo(40, within(0.1));
	}

}
