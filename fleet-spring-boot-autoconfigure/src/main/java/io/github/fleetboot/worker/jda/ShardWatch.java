package io.github.fleetboot.worker.jda;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.fleetboot.worker.WorkerTask.Progress;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the shards of a cluster: when the last of them is ready, the cluster is live.
 */
class ShardWatch implements EventListener {

	private static final Logger logger = LoggerFactory.getLogger(ShardWatch.class);

	private final Set<Integer> ready = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean live = new AtomicBoolean();

	private final int shards;

	private final Progress progress;

	ShardWatch(int shards, Progress progress) {
		this.shards = shards;
		this.progress = progress;
	}

	@Override
	@SubscribeEvent
	public void onEvent(GenericEvent event) {
		if (event instanceof ReadyEvent || event instanceof SessionRecreateEvent) {
			ready(event.getJDA().getShardInfo().getShardId());
		}
		else if (event instanceof StatusChangeEvent change && isWorthTelling(change.getNewStatus())) {
			this.progress.changed();
		}
		else if (event instanceof ShutdownEvent shutdown) {
			shutDown(shutdown);
		}
	}

	private static boolean isWorthTelling(JDA.Status status) {
		return status == JDA.Status.CONNECTED || status == JDA.Status.DISCONNECTED;
	}

	private void ready(int shard) {
		this.ready.add(shard);
		logger.info("Shard {} is ready ({} of {} in this cluster)", shard, this.ready.size(), this.shards);
		if (this.ready.size() == this.shards && this.live.compareAndSet(false, true)) {
			this.progress.live();
		}
	}

	private void shutDown(ShutdownEvent event) {
		DiscordRefusal refusal = DiscordRefusal.of(event.getCode(), event.getJDA().getGatewayIntents());
		if (refusal != null) {
			this.progress.refused(refusal.message(), refusal.action());
		}
	}

}
