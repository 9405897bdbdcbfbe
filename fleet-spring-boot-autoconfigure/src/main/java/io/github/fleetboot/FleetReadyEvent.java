package io.github.fleetboot;

import java.time.Duration;

import org.springframework.context.ApplicationEvent;

/**
 * Published in the Admiral when all services are ready and all shards connected: once
 * after the start, and again only after the fleet was not ready in between.
 *
 * @since 0.1.0
 */
public class FleetReadyEvent extends ApplicationEvent {

	private final int shards;

	private final Duration duration;

	/**
	 * Create the event.
	 * @param source who publishes it
	 * @param shards the number of shards of this host
	 * @param duration how long it took
	 */
	public FleetReadyEvent(Object source, int shards, Duration duration) {
		super(source);
		this.shards = shards;
		this.duration = duration;
	}

	/**
	 * The number of shards of this host.
	 * @return the number
	 */
	public int getShards() {
		return this.shards;
	}

	/**
	 * How long it took since the fleet began to start.
	 * @return the time
	 */
	public Duration getDuration() {
		return this.duration;
	}

}
