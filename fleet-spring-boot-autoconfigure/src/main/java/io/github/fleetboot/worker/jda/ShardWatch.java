package io.github.fleetboot.worker.jda;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import io.github.fleetboot.protocol.ShardReport.Change;
import io.github.fleetboot.worker.WorkerTask.Progress;
import com.neovisionaries.ws.client.WebSocketFrame;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import net.dv8tion.jda.api.requests.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * Watches the shards of a cluster: when the last of them is ready, the cluster is live.
 */
class ShardWatch implements EventListener {

	private static final FleetLog log = FleetLog.of(ShardWatch.class);

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
		int shard = event.getJDA().getShardInfo().getShardId();
		if (event instanceof ReadyEvent || event instanceof SessionRecreateEvent) {
			ready(shard);
		}
		else if (event instanceof StatusChangeEvent change) {
			changed(shard, change.getNewStatus());
		}
		else if (event instanceof SessionDisconnectEvent disconnect) {
			log.info(LogTopic.SHARD_DISCONNECT, "Shard {} lost its connection, which {} closed{}", shard,
					disconnect.isClosedByServer() ? "Discord" : "this side", reason(disconnect.getCloseCode()));
			WebSocketFrame frame = disconnect.isClosedByServer() ? disconnect.getServiceCloseFrame()
					: disconnect.getClientCloseFrame();
			this.progress.shardChanged(shard, Change.DISCONNECT,
					new Progress.Closing(disconnect.isClosedByServer(), (frame != null) ? frame.getCloseCode() : null));
		}
		else if (event instanceof SessionResumeEvent) {
			log.info(LogTopic.SHARD_RESUME, "Shard {} has resumed its session", shard);
			this.progress.shardChanged(shard, Change.RESUME, null);
		}
		else if (event instanceof ShutdownEvent shutdown) {
			shutDown(shutdown);
		}
	}

	private void changed(int shard, JDA.Status status) {
		if (status == JDA.Status.CONNECTING_TO_WEBSOCKET) {
			log.info(LogTopic.SHARD_CONNECT, "Shard {} connects", shard);
			this.progress.shardChanged(shard, Change.CONNECT, null);
		}
		else if (status == JDA.Status.CONNECTED || status == JDA.Status.DISCONNECTED) {
			this.progress.changed();
		}
	}

	private static String reason(@Nullable CloseCode code) {
		return (code != null) ? " with " + code.getCode() + ": " + code.getMeaning() : "";
	}

	private void ready(int shard) {
		this.ready.add(shard);
		log.info(LogTopic.SHARD_READY, "Shard {} is ready ({} of {} in this cluster)", shard, this.ready.size(),
				this.shards);
		this.progress.shardChanged(shard, Change.READY, null);
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
