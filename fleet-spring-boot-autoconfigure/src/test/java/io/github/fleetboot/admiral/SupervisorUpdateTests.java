package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerExit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how a {@link Supervisor} gives workers something else to run.
 */
class SupervisorUpdateTests extends AbstractSupervisorUpdateTests {

	@Test
	void servicesAndThenClustersAreReplacedOneAfterAnother() {
		startClusters(4, 2);
		FleetOperation update = update(ARGUMENTS);
		assertThat(update.id()).isEqualTo("update-1");
		assertThat(update.kind()).isEqualTo("update");
		takeOver(LANGUAGES);
		assertThat(find("update-1").progress()).isEqualTo(1 / 3.0);
		assertThat(this.orders).last().isEqualTo("drain cluster-0#0");
		restartFromNext(CLUSTERS[0]);
		assertThat(find("update-1").eta()).isNotNull();
		assertThat(this.orders).last().isEqualTo("drain cluster-1#0");
		restartFromNext(CLUSTERS[1]);
		assertThat(find("update-1").state()).isEqualTo(State.COMPLETED);
		assertThat(this.next.launched).containsExactly("service-languages#1", "cluster-0#1", "cluster-1#1");
		assertThat(this.workers.launched).hasSize(3);
		advance(Duration.ofMinutes(3));
		assertThat(this.workers.closed).isTrue();
		assertThat(this.next.closed).isFalse();
		this.next.exit("cluster-1#1", 137);
		settle();
		assertThat(this.next.launched).as("after a crash").endsWith("cluster-1#2");
	}

	@Test
	void whatIsAboutClustersLeavesServicesAloneUntilTheyAreForkedNext() {
		startClusters(2, 1);
		update(OF_CLUSTERS);
		restartFromNext(CLUSTERS[0]);
		assertThat(find("update-1").state()).isEqualTo(State.COMPLETED);
		assertThat(this.next.launched).containsExactly("cluster-0#1");
		this.workers.exit("service-languages#0", 137);
		settle();
		assertThat(this.next.launched).endsWith("service-languages#1");
		assertThat(this.workers.closed).isTrue();
		onLoop(() -> supervisor().operations().create("extra"));
		advance(Duration.ofMillis(1));
		assertThat(this.next.launched).endsWith("service-extra#0");
	}

	@Test
	void whoIsShutDownStaysDownAndComesBackWithWhatIsNew() {
		startClusters(4, 2);
		onLoop(() -> supervisor().operations().shutdown(List.of(CLUSTERS[0], LANGUAGES), false));
		advance(Duration.ofMillis(1));
		this.workers.exit("cluster-0#0", WorkerExit.DRAINED.code());
		this.workers.exit("service-languages#0", WorkerExit.DRAINED.code());
		settle();
		update(ARGUMENTS);
		restartFromNext(CLUSTERS[1]);
		assertThat(find("update-2").state()).isEqualTo(State.COMPLETED);
		assertThat(this.next.launched).containsExactly("cluster-1#1");
		onLoop(() -> supervisor().operations().start(List.of()));
		advance(Duration.ofMillis(1));
		assertThat(this.next.launched).contains("cluster-0#1", "service-languages#1");
	}

	@Test
	void nothingElseIsDoneMeanwhile() {
		startClusters(4, 2);
		update(FleetUpdate.of().withClusters(3));
		for (Runnable order : List.<Runnable>of(() -> supervisor().operations().restart(List.of(), false),
				() -> supervisor().operations().shutdown(List.of(LANGUAGES), false),
				() -> supervisor().operations().create("extra"), () -> supervisor().operations().plan(ARGUMENTS))) {
			assertThatExceptionOfType(FleetException.class).isThrownBy(() -> onLoop(() -> {
				order.run();
				return true;
			})).withMessageContaining("update-1");
		}
	}

	@Test
	void whatCannotBeIsRefusedBeforeAnythingIsDone() {
		this.coordinator = coordinator(13);
		this.reserve = 10;
		startClusters(4, 2);
		assertRefused(ARGUMENTS, "identify-reserve");
		this.coordinator = coordinator(1000);
		assertRefused(FleetUpdate.of(), "changes nothing");
		assertRefused(FleetUpdate.of().withClusters(5), "5 clusters cannot share 4 shards");
		assertRefused(FleetUpdate.of().withClusters(2), "has 2 clusters already");
		assertThat(this.orders).noneMatch((order) -> order.contains("drain"));
	}

	@Test
	void whatWasPreparedForAnotherFleetIsNotDone() {
		startClusters(4, 2);
		FleetChange change = onLoop(() -> supervisor().operations().plan(ARGUMENTS));
		onLoop(() -> supervisor().operations().create("extra"));
		advance(Duration.ofMillis(1));
		comeUp(EXTRA);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> onLoop(() -> supervisor().operations().update(change, this.next)))
			.withMessageContaining("has changed");
	}

}
