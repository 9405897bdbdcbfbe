package io.github.fleetboot.test.discord.gateway;

import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.rules.SendWindow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The two shapes of a window.
 */
class SendAllowanceTests {

	@Test
	void aFixedWindowRunsFromItsFirstPayload() {
		SendAllowance allowance = SendAllowance.ofPresences(SendWindow.FIXED);
		assertThat(taken(allowance, 0, 1)).isOne();
		assertThat(taken(allowance, 19, 9)).isEqualTo(4);
		assertThat(taken(allowance, 20, 9)).as("all are back at once").isEqualTo(5);
		assertThat(taken(allowance, 39, 1)).isZero();
	}

	@Test
	void aSlidingWindowEndsWithEachPayload() {
		SendAllowance allowance = SendAllowance.ofPresences(SendWindow.SLIDING);
		assertThat(taken(allowance, 0, 1)).isOne();
		assertThat(taken(allowance, 19, 9)).isEqualTo(4);
		assertThat(taken(allowance, 20, 9)).as("one is back").isOne();
		assertThat(taken(allowance, 39, 9)).isEqualTo(4);
	}

	@Test
	void payloadsAreCountedByTheMinute() {
		SendAllowance allowance = SendAllowance.ofPayloads(SendWindow.FIXED);
		assertThat(taken(allowance, 0, 200)).isEqualTo(120);
		assertThat(taken(allowance, 59, 200)).isZero();
		assertThat(taken(allowance, 60, 200)).isEqualTo(120);
	}

	private static int taken(SendAllowance allowance, long seconds, int wanted) {
		int taken = 0;
		for (int i = 0; i < wanted; i++) {
			taken += allowance.take(TimeUnit.SECONDS.toNanos(seconds)) ? 1 : 0;
		}
		return taken;
	}

}
