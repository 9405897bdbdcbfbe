package io.github.fleetboot.worker.jda;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.fleetboot.protocol.DiscordFigures;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ClusterStats;
import io.github.fleetboot.stats.ProcessMemory;
import io.github.fleetboot.stats.ShardStats;
import io.github.fleetboot.worker.WorkerTask;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.managers.AudioManager;
import net.dv8tion.jda.api.sharding.DefaultShardManager;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the shards of a cluster.
 */
public final class ClusterTask implements WorkerTask {

	private static final Logger logger = LoggerFactory.getLogger(ClusterTask.class);

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final RestLatency restLatency = new RestLatency();

	private final ShardManager shardManager;

	private final int shards;

	private final Consumer<String> gatewayUrl;

	private final Supplier<List<Object>> listeners;

	/**
	 * Create the task.
	 * @param shardManager the shard manager, not logged in
	 * @param shards the number of shards of this cluster
	 * @param gatewayUrl is told where to connect to
	 * @param listeners the application's listeners, registered before the first shard
	 * connects
	 */
	public ClusterTask(ShardManager shardManager, int shards, Consumer<String> gatewayUrl,
			Supplier<List<Object>> listeners) {
		this.shardManager = shardManager;
		this.shards = shards;
		this.gatewayUrl = gatewayUrl;
		this.listeners = listeners;
	}

	@Override
	public void start(StartOrder order, Progress progress) {
		if (order.gatewayUrl() != null) {
			this.gatewayUrl.accept(order.gatewayUrl());
		}
		this.shardManager.addEventListener(new ShardWatch(this.shards, progress), this.restLatency);
		this.shardManager.addEventListener(this.listeners.get().toArray());
		new Thread(() -> login(progress), "fleet-login").start();
	}

	private void login(Progress progress) {
		Duration pause = FIRST_PAUSE;
		while (this.stopped.getCount() > 0) {
			try {
				loginOnce(progress);
				return;
			}
			catch (ErrorResponseException ex) {
				logger.warn("Discord's REST API does not answer as it should; logging in again in {} s: {}",
						pause.toSeconds(), ex.toString());
			}
			if (!pause(pause)) {
				return;
			}
			pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : LONGEST_PAUSE;
		}
	}

	private boolean pause(Duration duration) {
		try {
			return !this.stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void loginOnce(Progress progress) {
		try {
			if (this.shardManager instanceof DefaultShardManager manager) {
				manager.login();
			}
		}
		catch (ErrorResponseException ex) {
			if (ex.isServerError() || ex.getErrorCode() < 0) {
				throw ex;
			}
			progress.failed(ex);
		}
		catch (InvalidTokenException ex) {
			DiscordRefusal refusal = DiscordRefusal.wrongToken();
			progress.refused(refusal.message(), refusal.action());
		}
		catch (RuntimeException ex) {
			progress.failed(ex);
		}
	}

	@Override
	public void stop(Duration timeout) {
		this.stopped.countDown();
		long deadline = System.nanoTime() + timeout.toNanos();
		List<JDA> running = List.copyOf(this.shardManager.getShards());
		this.shardManager.shutdown();
		for (JDA shard : running) {
			try {
				if (!shard.awaitShutdown(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
					logger.warn("Shard {} did not shut down within {}", shard.getShardInfo().getShardId(), timeout);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	@Override
	public WorkerVitals vitals() {
		List<JDA> running = this.shardManager.getShards();
		long users = running.stream().mapToLong((shard) -> shard.getUserCache().size()).sum();
		return new WorkerVitals(ProcessMemory.bytes(), users,
				running.stream().map(ClusterTask::stats).sorted(Comparator.comparingInt(ShardStats::id)).toList());
	}

	@Override
	public DiscordFigures figures() {
		long voice = 0;
		long large = 0;
		for (JDA shard : this.shardManager.getShards()) {
			voice += shard.getAudioManagerCache()
				.applyStream((managers) -> managers.filter(AudioManager::isConnected).count());
			large += shard.getGuildCache()
				.applyStream((guilds) -> guilds.filter((guild) -> guild.getMemberCount() > ClusterStats.LARGE).count());
		}
		return new DiscordFigures(voice, large, this.restLatency.millis());
	}

	private static ShardStats stats(JDA shard) {
		return new ShardStats(shard.getShardInfo().getShardId(), shard.getStatus().name(),
				shard.getStatus() == JDA.Status.CONNECTED, shard.getGuildCache().size(),
				shard.getGuildCache().applyStream((guilds) -> guilds.mapToLong(Guild::getMemberCount).sum()),
				shard.getGatewayPing());
	}

}
