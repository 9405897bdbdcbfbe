package io.github.fleetboot.test.discord.rest;

import java.time.Duration;

import io.github.fleetboot.test.discord.world.WindowShape;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a limit is counted in time.
 */
class WindowTests {

	private static long at(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

	@Test
	void aFixedWindowOpensAnewOnceItIsOver() {
		Window window = Window.of(WindowShape.FIXED, 2, Duration.ofSeconds(1));
		assertThat(window.take(at(0))).isTrue();
		assertThat(window.take(at(900))).isTrue();
		assertThat(window.take(at(999))).isFalse();
		assertThat(window.retryAfter(at(999))).isEqualTo(at(1));
		assertThat(window.take(at(1000))).isTrue();
		assertThat(window.take(at(1001))).isTrue();
		assertThat(window.take(at(1002))).isFalse();
	}

	@Test
	void aSlidingWindowLooksBack() {
		Window window = Window.of(WindowShape.SLIDING, 2, Duration.ofSeconds(1));
		assertThat(window.take(at(0))).isTrue();
		assertThat(window.take(at(900))).isTrue();
		assertThat(window.take(at(999))).isFalse();
		assertThat(window.take(at(1000))).isTrue();
		assertThat(window.take(at(1001))).isFalse();
		assertThat(window.retryAfter(at(1001))).isEqualTo(at(899));
		assertThat(window.resetAfter(at(1001))).isEqualTo(at(999));
		assertThat(window.remaining(at(1900))).isOne();
	}

	@Test
	void whatIsRefusedIsNotCounted() {
		for (WindowShape shape : WindowShape.values()) {
			Window window = Window.of(shape, 1, Duration.ofSeconds(1));
			assertThat(window.take(at(0))).isTrue();
			for (int i = 1; i < 10; i++) {
				assertThat(window.take(at(100 * i))).isFalse();
			}
			assertThat(window.take(at(1000))).isTrue();
		}
	}

}
