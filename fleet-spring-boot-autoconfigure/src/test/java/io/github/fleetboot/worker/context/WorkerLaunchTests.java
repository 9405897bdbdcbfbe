package io.github.fleetboot.worker.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.LaunchOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WorkerLaunch}, {@link WorkerApplicationContextFactory} and
 * {@link WorkerRunListener}; in real workers other tests use them.
 */
class WorkerLaunchTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final LaunchOrder ORDER = new LaunchOrder(WorkerId.cluster(0), 0, "", new byte[0], List.of(),
			List.of(), null, 1);

	private final List<String> told = new ArrayList<>();

	@Test
	void listenersAreToldOnceThatTheAdmiralIsGone() {
		WorkerLaunch launch = new WorkerLaunch(ORDER, new OwnJvm());
		launch.onAdmiralGone(() -> this.told.add("early"));
		assertThat(this.told).isEmpty();
		launch.admiralGone();
		launch.admiralGone();
		launch.onAdmiralGone(() -> this.told.add("late"));
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
	void aThreadCanBeAWorkerWhileOthersAreNot() {
		SharedHost host = new SharedHost();
		WorkerLaunch launch = new WorkerLaunch(ORDER, host);
		SpringApplication application = new SpringApplication();
		boolean started = launch.during(() -> {
			assertThat(WorkerLaunch.isWorker()).isTrue();
			assertThat(WorkerLaunch.obtain()).isSameAs(WorkerLaunch.current()).isSameAs(launch);
			assertThat(WorkerLaunch.hostOfThisThread()).isSameAs(host);
			WorkerLaunch.starting(application);
			assertThat(CompletableFuture.supplyAsync(WorkerLaunch::isWorker, WorkerLaunchTests::onNewThread))
				.succeedsWithin(PATIENCE)
				.isEqualTo(false);
			// Once it has started its own, others on its threads are none of its business
			assertThat(startOnNewThread()).succeedsWithin(PATIENCE);
		});
		assertThat(started).isTrue();
		assertThat(host.started).containsExactly(application);
		assertThat(WorkerLaunch.isWorker()).isFalse();
	}

	@Test
	void anApplicationThatMainStartsElsewhereIsRefusedAndFailsTheWorker() {
		SharedHost host = new SharedHost();
		boolean started = new WorkerLaunch(ORDER, host)
			.during(() -> assertThat(startOnNewThread()).failsWithin(PATIENCE)
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isInstanceOf(FleetException.class)
				.withMessageContaining("on another thread"));
		assertThat(started).isFalse();
		assertThat(host.failures).singleElement().isInstanceOf(FleetException.class);
	}

	@Test
	void aContextTellsItsHostThatItIsClosedAndHasTheLaunchAsABean() {
		SharedHost host = new SharedHost();
		WorkerLaunch launch = new WorkerLaunch(ORDER, host);
		launch.during(() -> {
			ConfigurableApplicationContext context = new WorkerApplicationContextFactory()
				.create(WebApplicationType.NONE);
			assertThat(context).isNotNull();
			context.refresh();
			assertThat(context.getBean(WorkerLaunch.class)).isSameAs(launch);
			assertThat(host.closed).isZero();
			context.close();
			assertThat(host.closed).isOne();
		});
	}

	private static CompletableFuture<Void> startOnNewThread() {
		return CompletableFuture.runAsync(() -> WorkerLaunch.starting(new SpringApplication()),
				WorkerLaunchTests::onNewThread);
	}

	private static void onNewThread(Runnable task) {
		new Thread(task, "stray").start();
	}

	@Test
	void theLineOfAFailureNamesItsRootOnOneLine() {
		Exception failure = new IllegalStateException("outer", new FleetException("in two\nlines", "none"));
		assertThat(StartFailure.line(failure))
			.isEqualTo("[fleet] start failed: io.github.fleetboot.FleetException: in two lines");
	}

	private static final class SharedHost implements WorkerHost {

		private final List<SpringApplication> started = new ArrayList<>();

		private final List<Throwable> failures = new CopyOnWriteArrayList<>();

		private int closed;

		@Override
		public boolean isShared() {
			return true;
		}

		@Override
		public void starting(SpringApplication application) {
			this.started.add(application);
		}

		@Override
		public void failed(@Nullable ConfigurableApplicationContext context, Throwable cause) {
			this.failures.add(cause);
		}

		@Override
		public void closed() {
			this.closed++;
		}

	}

}
