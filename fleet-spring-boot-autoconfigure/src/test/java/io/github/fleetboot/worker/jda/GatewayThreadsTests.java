package io.github.fleetboot.worker.jda;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GatewayThreads}.
 */
class GatewayThreadsTests {

	private final GatewayThreads threads = new GatewayThreads();

	@Test
	void eachShardHasItsThread() throws Exception {
		ScheduledThreadPoolExecutor executor = this.threads.provide(7);
		assertThat(executor.schedule(() -> Thread.currentThread().getName(), 1, TimeUnit.MILLISECONDS)
			.get(10, TimeUnit.SECONDS)).isEqualTo("jda-gateway-7");
		executor.shutdownNow();
	}

	@Test
	void whatComesAfterTheEndIsIgnored() {
		ScheduledThreadPoolExecutor executor = this.threads.provide(0);
		executor.shutdown();
		executor.schedule(() -> {
		}, 1, TimeUnit.MILLISECONDS);
		assertThat(executor.getQueue()).isEmpty();
	}

}
