package io.github.fleetboot.worker.jda;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

import net.dv8tion.jda.api.sharding.ThreadPoolProvider;

/**
 * A thread for each shard's gateway, as JDA has it by itself, but for its end: a shard
 * that shuts down may still want to send once more, which JDA would log as an error with
 * a stack trace.
 */
final class GatewayThreads implements ThreadPoolProvider<ScheduledThreadPoolExecutor> {

	@Override
	public ScheduledThreadPoolExecutor provide(int shardId) {
		return new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "jda-gateway-" + shardId);
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
	}

	@Override
	public boolean shouldShutdownAutomatically(int shardId) {
		return true;
	}

}
