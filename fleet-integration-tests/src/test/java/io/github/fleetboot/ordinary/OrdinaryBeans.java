package io.github.fleetboot.ordinary;

import jakarta.annotation.PostConstruct;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Everything that a container runs without being asked, each of which must run in one
 * process of a fleet only.
 */
final class OrdinaryBeans {

	private OrdinaryBeans() {
	}

	@Component
	static class Singleton {

		private final Journal journal;

		Singleton(Journal journal) {
			this.journal = journal;
		}

		@PostConstruct
		void create() {
			this.journal.note("singleton");
		}

	}

	@Component
	static class FirstRunner implements CommandLineRunner {

		private final Journal journal;

		FirstRunner(Journal journal) {
			this.journal = journal;
		}

		@Override
		public void run(String... args) {
			this.journal.note("command-line-runner");
		}

	}

	@Component
	static class SecondRunner implements ApplicationRunner {

		private final Journal journal;

		SecondRunner(Journal journal) {
			this.journal = journal;
		}

		@Override
		public void run(ApplicationArguments args) {
			this.journal.note("application-runner");
		}

	}

	@Component
	static class Timer {

		private final Journal journal;

		private boolean noted;

		Timer(Journal journal) {
			this.journal = journal;
		}

		@Scheduled(fixedRate = 100)
		void tick() {
			if (!this.noted) {
				this.noted = true;
				this.journal.note("scheduled");
			}
		}

	}

	@Component
	static class Engine implements SmartLifecycle {

		private final Journal journal;

		private volatile boolean running;

		Engine(Journal journal) {
			this.journal = journal;
		}

		@Override
		public void start() {
			this.running = true;
			this.journal.note("lifecycle");
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

	@Component
	static class Listener implements ApplicationListener<ContextRefreshedEvent> {

		private final Journal journal;

		Listener(Journal journal) {
			this.journal = journal;
		}

		@Override
		public void onApplicationEvent(ContextRefreshedEvent event) {
			this.journal.note("application-listener");
		}

	}

	@Component
	static class AnnotatedListener {

		private final Journal journal;

		AnnotatedListener(Journal journal) {
			this.journal = journal;
		}

		@EventListener
		void ready(ApplicationReadyEvent event) {
			this.journal.note("event-listener");
		}

	}

	@RestController
	static class Greeter {

		Greeter(Journal journal) {
			journal.note("controller");
		}

		@GetMapping("/greeting")
		String greet() {
			return "hello";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecurityConfiguration {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, Journal journal) {
			journal.note("security");
			return http.authorizeHttpRequests((requests) -> requests.requestMatchers("/greeting").permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
