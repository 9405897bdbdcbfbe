package io.github.fleetboot.autoconfigure;

import java.net.URI;
import java.util.Set;

import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the bot presents itself to Discord, and what its clusters cache. The names are
 * JDA's.
 *
 * @param token The bot's token; needed. A leading "Bot " is accepted.
 * @param apiUrl The base of REST calls, for a proxy or an emulator. Without a path,
 * /api/v10/ is added. Discord's if not set.
 * @param gatewayUrl Where shards connect to, ws or wss, for a proxy or an emulator. What
 * Discord says if not set.
 * @param intents The gateway intents. If not set, JDA's default: all that are not
 * privileged.
 * @param cacheFlags Exactly what JDA caches beyond the basics. JDA's default if not set.
 * @param memberCachePolicy Which members are cached: none, all, owner, online, voice, or
 * default for voice and owner. JDA's default if not set.
 * @param chunkingFilter Of which guilds all members are loaded at the start: none or all.
 * None if not set.
 * @param compression How the gateway compresses. JDA's default, zlib, if not set.
 * @param status The online status. Online if not set.
 * @param activity What the bot is seen doing; nothing if not set.
 * @since 0.1.0
 */
@ConfigurationProperties("fleet.discord")
public record DiscordProperties(@Nullable String token, @Nullable URI apiUrl, @Nullable URI gatewayUrl,
		@Nullable Set<GatewayIntent> intents, @Nullable Set<CacheFlag> cacheFlags,
		@Nullable MemberCache memberCachePolicy, @Nullable Chunking chunkingFilter, @Nullable Compression compression,
		@Nullable OnlineStatus status, @Nullable ActivityProperties activity) {

	/**
	 * Everything but the token.
	 */
	@Override
	public String toString() {
		return "DiscordProperties[apiUrl=" + this.apiUrl + ", gatewayUrl=" + this.gatewayUrl + ", intents="
				+ this.intents + "]";
	}

	/**
	 * JDA's member cache policies.
	 */
	public enum MemberCache {

		/**
		 * No member.
		 */
		NONE,

		/**
		 * All members that are seen.
		 */
		ALL,

		/**
		 * Owners of guilds.
		 */
		OWNER,

		/**
		 * Members who are not offline.
		 */
		ONLINE,

		/**
		 * Members in voice channels.
		 */
		VOICE,

		/**
		 * Members in voice channels, and owners.
		 */
		DEFAULT

	}

	/**
	 * JDA's chunking filters.
	 */
	public enum Chunking {

		/**
		 * No guild.
		 */
		NONE,

		/**
		 * All guilds.
		 */
		ALL

	}

	/**
	 * What the bot is seen doing.
	 *
	 * @param type The kind of activity: playing if not set, streaming, listening,
	 * watching, custom-status or competing.
	 * @param name What the bot is seen doing, or the text of a custom status. Without a
	 * name there is no activity.
	 * @param url The address of the stream, for streaming.
	 */
	public record ActivityProperties(Activity.@Nullable ActivityType type, @Nullable String name,
			@Nullable String url) {
	}

}
