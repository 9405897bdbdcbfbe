package io.github.fleetboot.test.discord.world;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of events are written late, and not twice.
 */
class EventBodyTests {

	@Test
	void aBodyIsWrittenOnceAndOnlyIfItIsAskedFor() {
		AtomicInteger written = new AtomicInteger();
		EventBody body = EventBody.once(() -> new byte[] { (byte) written.incrementAndGet() });
		assertThat(written).hasValue(0);
		assertThat(body.bytes()).containsExactly(1);
		assertThat(body.bytes()).containsExactly(1);
		assertThat(written).hasValue(1);
	}

}
