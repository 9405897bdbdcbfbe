package io.github.fleetboot.sample;

import io.github.fleetboot.sample.demo.DemoDiscord;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A small bot that runs as a fleet.
 */
@SpringBootApplication
public class SampleApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.addListeners(new DemoDiscord());
		application.run(args);
	}

}
