package io.github.fleetboot.bot;

import io.github.fleetboot.ClusterWorker;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * The health of something that clusters need, which is as a test wants it.
 */
@ClusterWorker
class ClusterHealthIndicator implements HealthIndicator {

	private volatile String status = "UP";

	@MessageMapping("health")
	String set(@Payload String status) {
		this.status = status;
		return status;
	}

	@Override
	public Health health() {
		return Health.status(this.status).withDetail("asked", true).build();
	}

}
