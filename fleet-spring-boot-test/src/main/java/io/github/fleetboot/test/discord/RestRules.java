package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.world.BanBody;
import io.github.fleetboot.test.discord.world.RestSettings;
import io.github.fleetboot.test.discord.world.WindowShape;

/**
 * The finer rules of the REST API, and what Discord does not tell of them. Not
 * thread-safe.
 *
 * @since 0.1.0
 * @see DiscordEmulatorBuilder#rest
 */
public final class RestRules {

	private final RestSettings settings;

	RestRules(RestSettings settings) {
		this.settings = settings;
	}

	/**
	 * How the global limit is counted.
	 * @param shape the window's shape, by default fixed; Discord's is not known
	 * @return these rules
	 */
	public RestRules globalWindow(WindowShape shape) {
		this.settings.globalWindow = shape;
		return this;
	}

	/**
	 * How a request is refused whose {@code User-Agent} does not tell the library, its
	 * version and its URL: {@code DiscordBot (url, version)} is documented, and
	 * {@code Library/version (url)} passes, too. The error code is 40333.
	 * @param status the HTTP status, by default 403, which is a guess; 0 to let it pass
	 * @return these rules
	 * @see <a href= "https://docs.discord.com/developers/reference#user-agent">User
	 * Agent</a>
	 */
	public RestRules invalidUserAgent(int status) {
		this.settings.invalidUserAgentStatus = status;
		return this;
	}

	/**
	 * How many invalid requests (401, 403, and 429 of a scope other than {@code shared})
	 * an address may make before it is banned.
	 * @param requests the number, by default Discord's 10,000
	 * @param window in which time, by default Discord's 10 minutes
	 * @return these rules
	 * @see <a href=
	 * "https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans">Invalid
	 * request limit</a>
	 */
	public RestRules invalidRequestLimit(int requests, Duration window) {
		this.settings.invalidRequestLimit = DiscordEmulatorBuilder.check(requests, 1, "requests");
		this.settings.invalidRequestWindow = DiscordEmulatorBuilder.check(window, "window");
		return this;
	}

	/**
	 * What becomes of a banned address.
	 * @param length how long it is banned, by default an hour; Discord's time is not
	 * known
	 * @param body what the answers say, by default a page for people
	 * @param retryAfter whether they have the header {@code Retry-After}, by default they
	 * have
	 * @return these rules
	 */
	public RestRules ban(Duration length, BanBody body, boolean retryAfter) {
		this.settings.banLength = DiscordEmulatorBuilder.check(length, "length");
		this.settings.banBody = body;
		this.settings.banTellsRetryAfter = retryAfter;
		return this;
	}

	/**
	 * How often a channel's name or topic may be changed. No header tells of it.
	 * @param changes the number, by default 2
	 * @param window in which time, by default 10 minutes
	 * @return these rules
	 */
	public RestRules renameLimit(int changes, Duration window) {
		this.settings.renameLimit = DiscordEmulatorBuilder.check(changes, 1, "changes");
		this.settings.renameLimitWindow = DiscordEmulatorBuilder.check(window, "window");
		return this;
	}

	/**
	 * How often {@code GET gateway/bot} may be asked.
	 * @param requests the number, by default 5; Discord's is low, but not known
	 * @param window in which time, by default 5 seconds
	 * @return these rules
	 */
	public RestRules gatewayBotLimit(int requests, Duration window) {
		this.settings.gatewayBotLimit = DiscordEmulatorBuilder.check(requests, 1, "requests");
		this.settings.gatewayBotLimitWindow = DiscordEmulatorBuilder.check(window, "window");
		return this;
	}

	/**
	 * How many messages all webhooks of a channel may send. It is a shared limit.
	 * @param messages the number, by default 30
	 * @param window in which time, by default a minute
	 * @return these rules
	 */
	public RestRules webhookChannelLimit(int messages, Duration window) {
		this.settings.webhookChannelLimit = DiscordEmulatorBuilder.check(messages, 1, "messages");
		this.settings.webhookChannelLimitWindow = DiscordEmulatorBuilder.check(window, "window");
		return this;
	}

	/**
	 * How large files and requests may be.
	 * @param file how many bytes a file may have, by default Discord's 10 MiB
	 * @param request how many bytes a body may have, by default Discord's 25 MiB
	 * @return these rules
	 * @see <a href=
	 * "https://docs.discord.com/developers/reference#uploading-files">Uploading files</a>
	 */
	public RestRules uploadLimits(int file, int request) {
		this.settings.maxFileSize = DiscordEmulatorBuilder.check(file, 1, "file");
		this.settings.maxRequestSize = DiscordEmulatorBuilder.check(request, 1, "request");
		return this;
	}

	/**
	 * How the second answer to an interaction is refused.
	 * @param code 40060, the default, or 10062; Discord has been seen to say both
	 * @return these rules
	 */
	public RestRules repeatedCallback(int code) {
		this.settings.repeatedCallbackCode = oneOf(code, 40060, 10062);
		return this;
	}

	/**
	 * How long an interaction can be followed up, and how it is refused afterwards.
	 * @param lifetime the time, by default Discord's 15 minutes
	 * @param code 10015, the default, or 50027; Discord's is not known
	 * @return these rules
	 */
	public RestRules interactionToken(Duration lifetime, int code) {
		this.settings.interactionTokenLifetime = DiscordEmulatorBuilder.check(lifetime, "lifetime");
		this.settings.expiredTokenCode = oneOf(code, 10015, 50027);
		return this;
	}

	/**
	 * How many commands with new names may be created in a day, globally and in each
	 * guild.
	 * @param creates the number, by default Discord's 200
	 * @return these rules
	 */
	public RestRules commandCreatesPerDay(int creates) {
		this.settings.commandCreatesPerDay = DiscordEmulatorBuilder.check(creates, 1, "creates");
		return this;
	}

	private static int oneOf(int code, int first, int second) {
		if (code != first && code != second) {
			throw new IllegalArgumentException("code is " + code + ", but must be " + first + " or " + second);
		}
		return code;
	}

}
