package io.github.fleetboot.actuate;

import java.util.List;
import java.util.Map;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.stats.ContributorHealth;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetHealthIndicator}.
 */
class FleetHealthIndicatorTests {

	private static Health health(FleetState state, WorkerState service, String... contributors) {
		FleetStatus status = new FleetStatus("test", state, new FleetStatus.Shards(0, 0), List.of(),
				List.of(new FleetStatus.Service("echo", service, 8L, 1, 1, 0, null, "it broke", null, null, null)),
				new FleetStatus.Identify(1000, 871, 12.5, 1), List.of());
		WorkerId echo = WorkerId.service("echo");
		Map<WorkerId, Map<String, ContributorHealth>> workers = (contributors.length > 0)
				? Map.of(echo, Map.of("db", new ContributorHealth(contributors[0], Map.of("error", "gone"))))
				: Map.of();
		return new FleetHealthIndicator(() -> status, () -> workers).health();
	}

	@Test
	void aContributorThatIsDownDegradesTheFleetAndIsShown() {
		for (String bad : List.of("DOWN", "OUT_OF_SERVICE")) {
			Health health = health(FleetState.RUNNING, WorkerState.LIVE, bad);
			assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
			assertThat(health.getDetails()).containsEntry("workers",
					Map.of("service-echo", Map.of("db", new ContributorHealth(bad, Map.of("error", "gone")))));
			assertThat(health.getDetails()).containsEntry("state", FleetState.RUNNING);
		}
	}

	@Test
	void otherStatusesAreShownOnly() {
		for (String status : List.of("UP", "UNKNOWN", "BUSY")) {
			Health health = health(FleetState.RUNNING, WorkerState.LIVE, status);
			assertThat(health.getStatus().getCode()).isEqualTo("UP");
			assertThat(health.getDetails()).containsKey("workers");
		}
		assertThat(health(FleetState.RUNNING, WorkerState.LIVE).getDetails()).doesNotContainKeys("workers", "notLive");
	}

	@Test
	void theFleetsOwnStateIsWorse() {
		assertThat(health(FleetState.STARTING, WorkerState.LIVE, "DOWN").getStatus().getCode()).isEqualTo("STARTING");
		assertThat(health(FleetState.STOPPING, WorkerState.DRAINING, "DOWN").getStatus().getCode())
			.isEqualTo("OUT_OF_SERVICE");
		Health failed = health(FleetState.DEGRADED, WorkerState.FAILED, "UP");
		assertThat(failed.getStatus().getCode()).isEqualTo("DOWN");
		assertThat(failed.getDetails()).containsEntry("notLive", Map.of("service-echo", "FAILED: it broke"));
		assertThat(new FleetHealthIndicator(() -> null, Map::of).health().getStatus().getCode()).isEqualTo("UNKNOWN");
	}

}
