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
 * @param token the bot's token; the prefix "Bot " is accepted
 * @param apiUrl base of REST calls, for a proxy or an emulator; Discord's if not set
 * @param gatewayUrl where shards connect to, for a proxy or an emulator; what Discord
 * says if not set
 * @param intents gateway intents; JDA's default, which has no privileged one, if not set
 * @param cacheFlags what is cached; JDA's default if not set
 * @param memberCachePolicy which members are cached; JDA's default if not set
 * @param chunkingFilter of which guilds all members are loaded at start; none if not set
 * @param compression how the gateway compresses; zlib if not set
 * @param status online status; online if not set
 * @param activity what the bot is seen doing; nothing if not set
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
	 * @param type the kind of activity
	 * @param name what it is called, or the text of a custom status
	 * @param url the stream, for the type streaming
	 */
	public record ActivityProperties(Activity.@Nullable ActivityType type, @Nullable String name,
			@Nullable String url) {
	}

}
