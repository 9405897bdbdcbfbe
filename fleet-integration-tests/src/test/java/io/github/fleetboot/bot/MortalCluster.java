package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.WorkerInfo;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

import org.springframework.beans.factory.annotation.Value;

/**
 * May be told to die some time after all shards of its cluster are ready.
 */
@ClusterWorker
class MortalCluster extends ListenerAdapter {

	private final AtomicInteger ready = new AtomicInteger();

	private final Duration life;

	private final int shards;

	MortalCluster(@Value("${bot.cluster.life:0s}") Duration life, WorkerInfo info) {
		this.life = life;
		this.shards = (info.shards() != null) ? info.shards().size() : 0;
	}

	@Override
	public void onReady(ReadyEvent event) {
		if (this.ready.incrementAndGet() == this.shards && !this.life.isZero()) {
			Executor later = CompletableFuture.delayedExecutor(this.life.toMillis(), TimeUnit.MILLISECONDS);
			later.execute(() -> Runtime.getRuntime().halt(1));
		}
	}

}
