package io.github.fleetboot.autoconfigure;

import java.net.URI;
import java.util.Locale;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.autoconfigure.DiscordProperties.ActivityProperties;
import io.github.fleetboot.worker.jda.DiscordSettings;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Makes domain values of {@code fleet.discord.*}.
 */
final class DiscordSettingsMapper {

	private static final URI DISCORD = URI.create("https://discord.com/api/v10/");

	private static final String API_PATH = "api/v10/";

	private static final String TOKEN_PREFIX = "bot ";

	private DiscordSettingsMapper() {
	}

	/**
	 * The token without its prefix.
	 * @param properties the properties
	 * @return the token, empty if there is none
	 */
	static String token(DiscordProperties properties) {
		String token = properties.token();
		if (token == null) {
			return "";
		}
		String trimmed = token.trim();
		return trimmed.toLowerCase(Locale.ROOT).startsWith(TOKEN_PREFIX)
				? trimmed.substring(TOKEN_PREFIX.length()).trim() : trimmed;
	}

	/**
	 * The base of REST calls, ending in a slash.
	 * @param properties the properties
	 * @return the URI
	 */
	static URI apiUrl(DiscordProperties properties) {
		URI configured = properties.apiUrl();
		if (configured == null) {
			return DISCORD;
		}
		if (!"http".equals(configured.getScheme()) && !"https".equals(configured.getScheme())) {
			throw new FleetException("fleet.discord.api-url=" + configured + " is not an HTTP address.",
					"Set it to the base of the REST API, for example http://127.0.0.1:8081/api/v10, "
							+ "or leave it out for Discord itself.");
		}
		String text = configured.toString();
		String base = text.endsWith("/") ? text : text + "/";
		String path = configured.getPath();
		return URI.create((path == null || path.isEmpty() || path.equals("/")) ? base + API_PATH : base);
	}

	static @Nullable String gatewayUrl(DiscordProperties properties) {
		URI configured = properties.gatewayUrl();
		if (configured == null) {
			return null;
		}
		if (!"ws".equals(configured.getScheme()) && !"wss".equals(configured.getScheme())) {
			throw new FleetException("fleet.discord.gateway-url=" + configured + " is not a WebSocket address.",
					"Set it to, for example, ws://127.0.0.1:8082, or leave it out for what Discord says.");
		}
		return configured.toString();
	}

	static DiscordSettings settings(DiscordProperties properties) {
		return new DiscordSettings(token(properties),
				(properties.apiUrl() != null) ? apiUrl(properties).toString() : null, properties.intents(),
				properties.cacheFlags(), memberCachePolicy(properties.memberCachePolicy()),
				chunkingFilter(properties.chunkingFilter()), properties.compression(), properties.status(),
				activity(properties.activity()));
	}

	private static @Nullable MemberCachePolicy memberCachePolicy(DiscordProperties.@Nullable MemberCache policy) {
		if (policy == null) {
			return null;
		}
		return switch (policy) {
			case NONE -> MemberCachePolicy.NONE;
			case ALL -> MemberCachePolicy.ALL;
			case OWNER -> MemberCachePolicy.OWNER;
			case ONLINE -> MemberCachePolicy.ONLINE;
			case VOICE -> MemberCachePolicy.VOICE;
			case DEFAULT -> MemberCachePolicy.DEFAULT;
		};
	}

	private static @Nullable ChunkingFilter chunkingFilter(DiscordProperties.@Nullable Chunking filter) {
		if (filter == null) {
			return null;
		}
		return switch (filter) {
			case NONE -> ChunkingFilter.NONE;
			case ALL -> ChunkingFilter.ALL;
		};
	}

	private static @Nullable Activity activity(@Nullable ActivityProperties properties) {
		if (properties == null || (properties.name() == null && properties.type() == null)) {
			return null;
		}
		if (properties.name() == null) {
			throw new FleetException("fleet.discord.activity.type is set, but the activity has no name.",
					"Set fleet.discord.activity.name to what the bot is seen doing.");
		}
		Activity.ActivityType type = (properties.type() != null) ? properties.type() : Activity.ActivityType.PLAYING;
		return Activity.of(type, properties.name(), properties.url());
	}

}
