package io.github.fleetboot;

import java.time.Duration;

import org.springframework.context.ApplicationEvent;

/**
 * Published in the Admiral now and then while the fleet is not complete yet.
 *
 * @since 0.1.0
 */
public class FleetProgressEvent extends ApplicationEvent {

	private final int shardsReady;

	private final int shards;

	private final int workersLive;

	private final int workers;

	private final Duration leastTimeToGo;

	/**
	 * Create the event.
	 * @param source who publishes it
	 * @param shardsReady how many shards are connected
	 * @param shards how many shards there are
	 * @param workersLive how many workers are live
	 * @param workers how many workers there are
	 * @param leastTimeToGo how long Discord's limits let the remaining shards take at
	 * least
	 */
	public FleetProgressEvent(Object source, int shardsReady, int shards, int workersLive, int workers,
			Duration leastTimeToGo) {
		super(source);
		this.shardsReady = shardsReady;
		this.shards = shards;
		this.workersLive = workersLive;
		this.workers = workers;
		this.leastTimeToGo = leastTimeToGo;
	}

	/**
	 * How many shards are connected.
	 * @return the number
	 */
	public int getShardsReady() {
		return this.shardsReady;
	}

	/**
	 * How many shards there are on this host.
	 * @return the number
	 */
	public int getShards() {
		return this.shards;
	}

	/**
	 * How many workers are live.
	 * @return the number
	 */
	public int getWorkersLive() {
		return this.workersLive;
	}

	/**
	 * How many workers there are.
	 * @return the number
	 */
	public int getWorkers() {
		return this.workers;
	}

	/**
	 * How long Discord's limit of IDENTIFYs lets the remaining shards take at least.
	 * @return the time, zero if only guilds are still loading
	 */
	public Duration getLeastTimeToGo() {
		return this.leastTimeToGo;
	}

}
