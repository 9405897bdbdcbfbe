package io.github.fleetboot.ordinary;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The application. Where it keeps its journal and its database is up to
 * {@code ordinary.journal} and {@code spring.datasource.url}.
 */
@SpringBootApplication
@EnableScheduling
public class OrdinaryApplication {

	public static void main(String[] args) {
		run(args);
	}

	static ConfigurableApplicationContext run(String... args) {
		return SpringApplication.run(OrdinaryApplication.class, args);
	}

}
