package io.github.fleetboot.worker.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerId;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerBeanFactory}.
 */
class WorkerBeanFactoryTests {

	private static final List<String> happened = new ArrayList<>();

	private static CountDownLatch ticked = new CountDownLatch(1);

	@AfterEach
	void forget() {
		happened.clear();
		ticked = new CountDownLatch(1);
	}

	@Test
	void onlyRoleBeansAndWhatTheyNeedAreCreated() {
		try (AnnotationConfigApplicationContext context = start(WorkerId.cluster(0), Application.class)) {
			assertThat(singletons(context)).containsExactlyInAnyOrder("application", "worker", "neededLifecycle",
					"discordListener", "lazyWorker");
			assertThat(happened).containsExactlyInAnyOrder("needed started", "worker refreshed");
		}
	}

	@Test
	void aServiceHasNoDiscordListeners() {
		try (AnnotationConfigApplicationContext context = start(WorkerId.service("clock"), Application.class)) {
			assertThat(singletons(context)).containsExactlyInAnyOrder("application", "service");
		}
	}

	@Test
	void runnersAreFoundIfTheyBelongToTheRole() {
		try (AnnotationConfigApplicationContext context = start(WorkerId.cluster(0), Application.class,
				RoleRunner.class)) {
			assertThat(context.getBeansOfType(CommandLineRunner.class).values()).singleElement()
				.isInstanceOf(RoleRunner.class);
		}
	}

	@Test
	void whatIsAskedForLaterIsCompletedAndStarted() {
		try (AnnotationConfigApplicationContext context = start(WorkerId.cluster(0), Application.class)) {
			happened.clear();
			context.getBean(Worker.class).later.getObject();
			assertThat(happened).containsExactly("other started");
			happened.clear();
			context.publishEvent("news");
			assertThat(happened).isEmpty();
			context.getBean(Late.class);
			assertThat(happened).containsExactly("late complete");
			context.publishEvent("news");
			assertThat(happened).containsExactly("late complete", "late heard news");
		}
	}

	@Test
	void methodsOfRoleBeansAreScheduledAndNoOthers() throws Exception {
		try (AnnotationConfigApplicationContext context = start(WorkerId.cluster(0), Scheduling.class)) {
			assertThat(ticked.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(context.getBeanFactory().containsSingleton("helper")).isTrue();
			assertThat(happened).isEmpty();
		}
	}

	private static AnnotationConfigApplicationContext start(WorkerId worker, Class<?>... configuration) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				new WorkerBeanFactory(worker.role()));
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("fleet.worker", worker.toString())));
		context.register(configuration);
		context.refresh();
		return context;
	}

	private static List<String> singletons(AnnotationConfigApplicationContext context) {
		return Arrays.stream(context.getBeanDefinitionNames())
			.filter((name) -> !name.startsWith("org.springframework."))
			.filter(context.getBeanFactory()::containsSingleton)
			.toList();
	}

	@Configuration(value = "application", proxyBeanMethods = false)
	static class Application {

		@Bean
		@ClusterWorker
		Worker worker(NeededLifecycle needed, ObjectProvider<OtherLifecycle> other) {
			return new Worker(other);
		}

		@Bean
		@ClusterWorker
		@Lazy
		Object lazyWorker() {
			return new Object();
		}

		@Bean
		@FleetService("clock")
		Object service() {
			return new Object();
		}

		@Bean
		NeededLifecycle neededLifecycle() {
			return new NeededLifecycle();
		}

		@Bean
		OtherLifecycle otherLifecycle() {
			return new OtherLifecycle();
		}

		@Bean
		ListenerAdapter discordListener() {
			return new ListenerAdapter() {
			};
		}

		@Bean
		Late late() {
			return new Late();
		}

		@Bean
		CommandLineRunner runner() {
			return (args) -> happened.add("runner");
		}

		@Bean
		ApplicationListener<ContextRefreshedEvent> listener() {
			return (event) -> happened.add("listener");
		}

		@Bean
		Object ordinary() {
			throw new IllegalStateException("Nobody needs this");
		}

	}

	static class Worker {

		private final ObjectProvider<OtherLifecycle> later;

		Worker(ObjectProvider<OtherLifecycle> later) {
			this.later = later;
		}

		@EventListener
		void refreshed(ContextRefreshedEvent event) {
			happened.add("worker refreshed");
		}

	}

	@ClusterWorker
	static class RoleRunner implements CommandLineRunner {

		@Override
		public void run(String... args) {
		}

	}

	private static class RecordingLifecycle implements SmartLifecycle {

		private final String name;

		private boolean running;

		RecordingLifecycle(String name) {
			this.name = name;
		}

		@Override
		public void start() {
			this.running = true;
			happened.add(this.name + " started");
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	static class NeededLifecycle extends RecordingLifecycle {

		NeededLifecycle() {
			super("needed");
		}

	}

	static class OtherLifecycle extends RecordingLifecycle {

		OtherLifecycle() {
			super("other");
		}

	}

	static class Late implements SmartInitializingSingleton {

		@Override
		public void afterSingletonsInstantiated() {
			happened.add("late complete");
		}

		@EventListener
		void heard(String news) {
			happened.add("late heard " + news);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

		@Bean
		@ClusterWorker
		Ticker ticker(Helper helper) {
			return new Ticker();
		}

		@Bean
		Helper helper() {
			return new Helper();
		}

		@Bean
		SchedulingConfigurer configurer() {
			return (registrar) -> happened.add("configurer");
		}

	}

	static class Ticker {

		@Scheduled(fixedDelay = 60_000)
		void tick() {
			ticked.countDown();
		}

	}

	static class Helper {

		@Scheduled(fixedDelay = 60_000)
		void tick() {
			happened.add("helper ticked");
		}

	}

}
