package io.github.fleetboot.autoconfigure;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ends the application after the fleet was shut down.
 */
class FleetExit implements Runnable {

	private final ConfigurableApplicationContext context;

	private final boolean leaveJvm;

	FleetExit(ConfigurableApplicationContext context, boolean leaveJvm) {
		this.context = context;
		this.leaveJvm = leaveJvm;
	}

	@Override
	public void run() {
		int code = SpringApplication.exit(this.context);
		if (!this.leaveJvm) {
			System.exit(code);
		}
	}

}
