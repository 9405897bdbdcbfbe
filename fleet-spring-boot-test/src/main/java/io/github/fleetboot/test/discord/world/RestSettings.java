package io.github.fleetboot.test.discord.world;

import java.time.Duration;

/**
 * What the builder was told of the REST API's finer rules. Not changed once the emulator
 * runs.
 */
public final class RestSettings {

	public WindowShape globalWindow = WindowShape.FIXED;

	public int invalidUserAgentStatus = 403;

	public int invalidRequestLimit = 10_000;

	public Duration invalidRequestWindow = Duration.ofMinutes(10);

	public Duration banLength = Duration.ofHours(1);

	public BanBody banBody = BanBody.HTML;

	public boolean banTellsRetryAfter = true;

	public int renameLimit = 2;

	public Duration renameLimitWindow = Duration.ofMinutes(10);

	public int gatewayBotLimit = 5;

	public Duration gatewayBotLimitWindow = Duration.ofSeconds(5);

	public int webhookChannelLimit = 30;

	public Duration webhookChannelLimitWindow = Duration.ofMinutes(1);

	public int maxFileSize = 10 * 1024 * 1024;

	public int maxRequestSize = 25 * 1024 * 1024;

	public int repeatedCallbackCode = 40060;

	public Duration interactionTokenLifetime = Duration.ofMinutes(15);

	public int expiredTokenCode = 10015;

	public int commandCreatesPerDay = 200;

	RestSettings copy() {
		RestSettings copy = new RestSettings();
		copy.globalWindow = this.globalWindow;
		copy.invalidUserAgentStatus = this.invalidUserAgentStatus;
		copy.invalidRequestLimit = this.invalidRequestLimit;
		copy.invalidRequestWindow = this.invalidRequestWindow;
		copy.banLength = this.banLength;
		copy.banBody = this.banBody;
		copy.banTellsRetryAfter = this.banTellsRetryAfter;
		copy.renameLimit = this.renameLimit;
		copy.renameLimitWindow = this.renameLimitWindow;
		copy.gatewayBotLimit = this.gatewayBotLimit;
		copy.gatewayBotLimitWindow = this.gatewayBotLimitWindow;
		copy.webhookChannelLimit = this.webhookChannelLimit;
		copy.webhookChannelLimitWindow = this.webhookChannelLimitWindow;
		copy.maxFileSize = this.maxFileSize;
		copy.maxRequestSize = this.maxRequestSize;
		copy.repeatedCallbackCode = this.repeatedCallbackCode;
		copy.interactionTokenLifetime = this.interactionTokenLifetime;
		copy.expiredTokenCode = this.expiredTokenCode;
		copy.commandCreatesPerDay = this.commandCreatesPerDay;
		return copy;
	}

}
