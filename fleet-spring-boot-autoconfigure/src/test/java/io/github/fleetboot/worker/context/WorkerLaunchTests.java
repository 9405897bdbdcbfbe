package io.github.fleetboot.worker.context;

import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.LaunchOrder;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WorkerLaunch}, {@link WorkerApplicationContextFactory} and
 * {@link WorkerRunListener}; in real workers other tests use them.
 */
class WorkerLaunchTests {

	private final List<String> told = new ArrayList<>();

	@Test
	void listenersAreToldOnceThatTheAdmiralIsGone() {
		WorkerLaunch launch = new WorkerLaunch(
				new LaunchOrder(WorkerId.cluster(0), 0, "", new byte[0], List.of(), List.of(), null, 1));
		launch.addListener(() -> this.told.add("early"));
		assertThat(this.told).isEmpty();
		launch.admiralGone();
		launch.admiralGone();
		launch.addListener(() -> this.told.add("late"));
		assertThat(this.told).containsExactly("early", "late");
	}

	@Test
	void elsewhereThereIsNoOrderAndNoContextOfOurs() {
		assertThat(WorkerLaunch.isWorker()).isFalse();
		assertThatIllegalStateException().isThrownBy(WorkerLaunch::current);
		assertThat(new WorkerApplicationContextFactory().create(null)).isNull();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			new WorkerRunListener().contextPrepared(context);
			new WorkerRunListener().failed(context, new IllegalStateException());
		}
	}

	@Test
	void aContextThatTheApplicationMadeItselfIsRefused() {
		System.setProperty(FleetEnvironment.WORKER, "cluster-0");
		try (AnnotationConfigApplicationContext own = new AnnotationConfigApplicationContext();
				AnnotationConfigApplicationContext ours = new AnnotationConfigApplicationContext(
						new WorkerBeanFactory(FleetRole.CLUSTER))) {
			new WorkerRunListener().contextPrepared(ours);
			assertThatExceptionOfType(FleetException.class)
				.isThrownBy(() -> new WorkerRunListener().contextPrepared(own))
				.withMessageContaining(AnnotationConfigApplicationContext.class.getName())
				.satisfies((ex) -> assertThat(ex.getAction()).contains("setApplicationContextFactory"));
		}
		finally {
			System.clearProperty(FleetEnvironment.WORKER);
		}
	}

	@Test
	void theLineOfAFailureNamesItsRootOnOneLine() {
		Exception failure = new IllegalStateException("outer", new FleetException("in two\nlines", "none"));
		assertThat(WorkerRunListener.failureLine(failure))
			.isEqualTo("[fleet] start failed: io.github.fleetboot.FleetException: in two lines");
	}

}
