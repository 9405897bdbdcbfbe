package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.InProcessFleet;
import io.github.fleetboot.admiral.AdmiralSettings;
import io.github.fleetboot.gateway.sharding.ShardPlan;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.stats.FleetStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

/**
 * Tests for what becomes of {@code fleet.*} in the Admiral.
 */
class FleetOptionsTests {

	private static final int RECOMMENDED = 16;

	private static final int CORES = 4;

	@Test
	void whatIsNotSetIsLeftToDiscord() {
		AdmiralSettings settings = settings(Map.of());
		ShardPlan plan = plan(settings);
		assertThat(plan.totalShards()).isEqualTo(RECOMMENDED);
		assertThat(plan.range().size()).isEqualTo(RECOMMENDED);
		assertThat(plan.clusters()).hasSize(2);
		assertThat(settings.maxConcurrency()).isNull();
		assertThat(settings.intents()).isNull();
		assertThat(settings.broadcastEvents()).isTrue();
	}

	@Test
	void theNumberOfShardsAndClustersCanBeSet() {
		ShardPlan plan = plan(settings(Map.of("fleet.sharding.total", "12", "fleet.clusters.count", "4")));
		assertThat(plan.totalShards()).isEqualTo(12);
		assertThat(plan.clusters()).hasSize(4).allMatch((cluster) -> cluster.size() == 3);
	}

	@Test
	void guildsPerShardDivideWhatIsRecommended() {
		assertThat(plan(settings(Map.of("fleet.sharding.guilds-per-shard", "2000"))).totalShards()).isEqualTo(8);
	}

	@Test
	void aHostHasItsRangeOfShardsAlsoIfItBeginsWithZero() {
		ShardPlan first = plan(settings(Map.of("fleet.sharding.first", "0", "fleet.sharding.last", "5")));
		assertThat(first.range().first()).isZero();
		assertThat(first.range().last()).isEqualTo(5);
		ShardPlan second = plan(settings(Map.of("fleet.sharding.first", "6")));
		assertThat(second.range().first()).isEqualTo(6);
		assertThat(second.range().last()).isEqualTo(RECOMMENDED - 1);
		assertThat(second.totalShards()).isEqualTo(RECOMMENDED);
	}

	@Test
	void concurrencyAndBroadcastCanBeSet() {
		AdmiralSettings settings = settings(
				Map.of("fleet.sharding.max-concurrency", "3", "fleet.events.broadcast", "false"));
		assertThat(settings.maxConcurrency()).isEqualTo(3);
		assertThat(settings.broadcastEvents()).isFalse();
	}

	@Test
	void aRequestEndsAfterItsTimeout(@TempDir Path directory) {
		try (InProcessFleet fleet = new InProcessFleet(directory)) {
			fleet.plan(0);
			new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(FleetAutoConfiguration.class, AdmiralAutoConfiguration.class))
				.withPropertyValues("fleet.ipc.request-timeout=123ms")
				.run((context) -> {
					context.getBean(DeferredIpcLink.class).open(fleet.admiralLink());
					assertThatExceptionOfType(IpcTimeoutException.class)
						.isThrownBy(() -> context.getBean(IpcTemplate.class)
							.convertSendAndReceive(IpcDestination.cluster(0).route("hello"), "", String.class))
						.withMessageContaining("123 ms");
				});
		}
	}

	@Test
	void statisticsAreCollectedAtTheirIntervalAndWithZeroOnDemandOnly() {
		FleetStatistics statistics = Mockito.mock(FleetStatistics.class);
		given(statistics.collect()).willReturn(new CompletableFuture<>());
		StatsThread thread = new StatsThread();
		try {
			StatsLifecycle off = new StatsLifecycle(statistics, thread, Duration.ZERO);
			off.start();
			off.fleetIsReady();
			then(statistics).shouldHaveNoInteractions();
			off.stop();
			StatsLifecycle on = new StatsLifecycle(statistics, thread, Duration.ofMillis(20));
			on.start();
			then(statistics).should(Mockito.timeout(20_000).atLeast(3)).collect();
			on.stop();
		}
		finally {
			thread.close();
		}
	}

	private static ShardPlan plan(AdmiralSettings settings) {
		return ShardPlan.of(settings.sharding(), RECOMMENDED, CORES);
	}

	private static AdmiralSettings settings(Map<String, String> properties) {
		Binder binder = new Binder(new MapConfigurationPropertySource(properties));
		return AdmiralAutoConfiguration.admiralSettings(binder.bindOrCreate("fleet", FleetProperties.class),
				binder.bindOrCreate("fleet.discord", DiscordProperties.class), new MockEnvironment(),
				new DefaultListableBeanFactory());
	}

}
