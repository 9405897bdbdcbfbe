package io.github.fleetboot.worker.jda;

import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.cache.ChannelSnapshot;
import io.github.fleetboot.cache.GuildSnapshot;
import io.github.fleetboot.cache.MemberSnapshot;
import io.github.fleetboot.cache.RoleSnapshot;
import io.github.fleetboot.cache.UserSnapshot;
import io.github.fleetboot.protocol.CacheRequest;
import io.github.fleetboot.protocol.ControlRoutes;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Tells what this cluster has cached. As long as a shard is not connected its cache may
 * lack what there is: then nothing is told rather than that there is none.
 */
public final class CacheHandler {

	private final ShardManager shardManager;

	private final ShardRange shards;

	private final int totalShards;

	/**
	 * Create the handler.
	 * @param shardManager has the caches
	 * @param shards the shards of this cluster
	 * @param totalShards the number of shards of the whole bot
	 */
	public CacheHandler(ShardManager shardManager, ShardRange shards, int totalShards) {
		this.shardManager = shardManager;
		this.shards = shards;
		this.totalShards = totalShards;
	}

	@MessageMapping(ControlRoutes.CACHE_GUILD)
	@Nullable GuildSnapshot guild(@Payload CacheRequest request) {
		return ofGuild(request, (guild) -> Snapshots.of(guild));
	}

	@MessageMapping(ControlRoutes.CACHE_ROLE)
	@Nullable RoleSnapshot role(@Payload CacheRequest request) {
		return ofGuild(request, (guild) -> map(guild.getRoleById(request.id()), Snapshots::of));
	}

	@MessageMapping(ControlRoutes.CACHE_MEMBER)
	@Nullable MemberSnapshot member(@Payload CacheRequest request) {
		return ofGuild(request, (guild) -> map(guild.getMemberById(request.id()), Snapshots::of));
	}

	@MessageMapping(ControlRoutes.CACHE_USER)
	@Nullable UserSnapshot user(@Payload CacheRequest request) {
		return orComplete(map(this.shardManager.getUserById(request.id()), Snapshots::of));
	}

	@MessageMapping(ControlRoutes.CACHE_CHANNEL)
	@Nullable ChannelSnapshot channel(@Payload CacheRequest request) {
		Channel channel = this.shardManager.getGuildChannelById(request.id());
		if (channel == null) {
			channel = this.shardManager.getPrivateChannelById(request.id());
		}
		return orComplete(map(channel, Snapshots::of));
	}

	private <S> @Nullable S ofGuild(CacheRequest request, Function<Guild, @Nullable S> snapshot) {
		Guild guild = this.shardManager.getGuildById(request.guildId());
		S found = (guild != null) ? snapshot.apply(guild) : null;
		if (found == null) {
			JDA shard = complete((int) Long.remainderUnsigned(request.guildId() >>> 22, this.totalShards));
			if (shard.isUnavailable(request.guildId())) {
				throw new IllegalStateException("The guild is unavailable: Discord has an outage");
			}
		}
		return found;
	}

	private <S> @Nullable S orComplete(@Nullable S found) {
		if (found == null) {
			IntStream.rangeClosed(this.shards.first(), this.shards.last()).forEach(this::complete);
		}
		return found;
	}

	private JDA complete(int shard) {
		JDA jda = this.shardManager.getShardById(shard);
		if (jda == null || jda.getStatus() != JDA.Status.CONNECTED) {
			throw new IllegalStateException(
					"Shard %d is not connected%s".formatted(shard, (jda != null) ? ": " + jda.getStatus() : ""));
		}
		return jda;
	}

	private static <E, S> @Nullable S map(@Nullable E entity, Function<E, S> snapshot) {
		return (entity != null) ? snapshot.apply(entity) : null;
	}

}
