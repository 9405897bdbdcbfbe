package io.github.fleetboot.worker.jda;

import java.util.Set;

import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster presents itself to Discord, and what it caches. What is {@code null} is
 * left as JDA has it.
 *
 * @param token the bot's token
 * @param apiUrl the base of REST calls, ending in a slash
 * @param intents the intents
 * @param cacheFlags what is cached
 * @param memberCachePolicy which members are cached
 * @param chunkingFilter of which guilds all members are loaded
 * @param compression how the gateway compresses
 * @param status the online status
 * @param activity what the bot is seen doing
 */
public record DiscordSettings(String token, @Nullable String apiUrl, @Nullable Set<GatewayIntent> intents,
		@Nullable Set<CacheFlag> cacheFlags, @Nullable MemberCachePolicy memberCachePolicy,
		@Nullable ChunkingFilter chunkingFilter, @Nullable Compression compression, @Nullable OnlineStatus status,
		@Nullable Activity activity) {

	@Override
	public String toString() {
		return "DiscordSettings[apiUrl=" + this.apiUrl + ", intents=" + this.intents + "]";
	}

}
