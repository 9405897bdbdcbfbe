package io.github.fleetboot.benchmarks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with one cluster, which calls, and one service, which says what it
 * hears.
 */
@SpringBootApplication
public class BenchmarkApplication {

	public static void main(String[] args) {
		run(args);
	}

	static ConfigurableApplicationContext run(String... args) {
		return SpringApplication.run(BenchmarkApplication.class, args);
	}

}
