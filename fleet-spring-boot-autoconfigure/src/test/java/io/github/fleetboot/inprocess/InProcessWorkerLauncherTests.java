package io.github.fleetboot.inprocess;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.admiral.WorkerSpec;
import io.github.fleetboot.protocol.LaunchOrder;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InProcessWorkerLauncher}, with applications that are no bots.
 */
class InProcessWorkerLauncherTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final WorkerSpec SPEC = new WorkerSpec(WorkerId.service("languages"), null);

	private @Nullable InProcessWorkerLauncher launcher;

	@BeforeEach
	void reset() {
		Application.context = new CompletableFuture<>();
		Hanging.begun = new CountDownLatch(1);
		Hanging.interrupted = new CountDownLatch(1);
	}

	@AfterEach
	void noThreadOfAWorkerIsLeft() {
		assertThat(this.launcher).isNotNull();
		this.launcher.killAll();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.endsWith(SPEC.id().toString())));
	}

	@Test
	void anApplicationIsAWorkerByItsEnvironmentAndNoSystemProperty() throws Exception {
		LaunchedWorker worker = launch(Application.class);
		ConfigurableApplicationContext context = Application.context.get(20, TimeUnit.SECONDS);
		assertThat(FleetEnvironment.self(context.getEnvironment())).isEqualTo(SPEC.id());
		assertThat(context.getEnvironment().getActiveProfiles()).containsExactly("fleet-service");
		assertThat(System.getProperty(FleetEnvironment.WORKER)).isNull();
		assertThat(worker.onExit()).isNotDone();
		assertThat(worker.pid()).isEqualTo(ProcessHandle.current().pid());
	}

	@Test
	void anUpdateCannotGiveAWorkerCodeOfItsOwn() throws Exception {
		launch(Application.class);
		assertThat(this.launcher).isNotNull();
		assertThat(this.launcher.update(FleetUpdate.of().withClusters(2), List.of(SPEC))).isSameAs(this.launcher);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> this.launcher.update(FleetUpdate.of().withJvmArgs("-Xmx300m"), List.of(SPEC)))
			.withMessageContaining("fleet.workers.mode=in-process");
	}

	@Test
	void aKilledWorkerIsGoneAtOnceAndItsContextIsClosed() throws Exception {
		LaunchedWorker worker = launch(Application.class);
		ConfigurableApplicationContext context = Application.context.get(20, TimeUnit.SECONDS);
		worker.kill();
		assertThat(worker.onExit()).succeedsWithin(PATIENCE).isEqualTo(137);
		assertThat(context.isActive()).isFalse();
	}

	@Test
	void aWorkerThatIsKilledWhileItStartsIsInterrupted() throws Exception {
		LaunchedWorker worker = launch(Hanging.class);
		assertThat(Hanging.begun.await(20, TimeUnit.SECONDS)).isTrue();
		worker.kill();
		assertThat(Hanging.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(worker.onExit()).succeedsWithin(PATIENCE).isIn(137, WorkerExit.START_FAILED.code());
	}

	@Test
	void aFailedStartTellsItsCause() {
		assertFails(launch(Broken.class), "no dictionary");
	}

	@Test
	void aMainMethodThatStartsNothingIsNamed() {
		assertFails(launch(Idle.class), "Idle.main did not start a Spring application");
	}

	@Test
	void aMainMethodThatStartsItsApplicationElsewhereIsRefused() {
		assertFails(launch(Elsewhere.class), "on another thread");
	}

	@Test
	void aClassWithoutAMainMethodIsRefusedWithTheProperty() {
		this.launcher = launcher(Idle.class.getName());
		for (String name : new String[] { null, "missing.Main", SPEC.getClass().getName() }) {
			assertThatExceptionOfType(FleetException.class).isThrownBy(() -> launcher(name))
				.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.workers.main-class"));
		}
	}

	private static void assertFails(LaunchedWorker worker, String cause) {
		assertThat(worker.onExit()).succeedsWithin(PATIENCE).isEqualTo(WorkerExit.START_FAILED.code());
		assertThat(worker.lastOutput()).singleElement()
			.satisfies((line) -> assertThat(line).startsWith("[fleet] start failed: ").contains(cause));
	}

	private LaunchedWorker launch(Class<?> main) {
		this.launcher = launcher(main.getName());
		CompletableFuture<LaunchedWorker> launched = this.launcher.launch(SPEC, 0);
		assertThat(launched).isCompleted();
		return launched.join();
	}

	private static InProcessWorkerLauncher launcher(@Nullable String mainClass) {
		return new InProcessWorkerLauncher(
				MainMethod.of(mainClass, InProcessWorkerLauncherTests.class.getClassLoader()),
				(spec, incarnation) -> new LaunchOrder(spec.id(), incarnation, "", new byte[0],
						List.of(spec.id().role().profile()), List.of(), null, 0));
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		static CompletableFuture<ConfigurableApplicationContext> context;

		public static void main(String[] args) {
			context.complete(SpringApplication.run(Application.class, args));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hanging {

		static CountDownLatch begun;

		static CountDownLatch interrupted;

		static void main(String[] args) {
			SpringApplication application = new SpringApplication(Hanging.class);
			application.addInitializers((context) -> hang());
			application.run(args);
		}

		private static void hang() {
			begun.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
				throw new IllegalStateException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Broken {

		static void main() {
			SpringApplication application = new SpringApplication(Broken.class);
			application.addInitializers((context) -> {
				throw new IllegalStateException("no dictionary");
			});
			application.run();
		}

	}

	static class Idle {

		public static void main(String[] args) {
		}

	}

	static class Elsewhere {

		public static void main(String[] args) throws InterruptedException {
			Thread thread = new Thread(() -> SpringApplication.run(Application.class));
			thread.setUncaughtExceptionHandler((failed, ex) -> {
			});
			thread.start();
			thread.join();
		}

	}

}
