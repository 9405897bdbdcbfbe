package io.github.fleetboot.test.discord.world;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

import io.github.fleetboot.test.discord.rules.GatewayRules;
import org.jspecify.annotations.Nullable;

/**
 * What the builder was told. Not changed once the emulator runs.
 */
public final class Settings {

	private static final int MIN_BUFFER = 100;

	private static final int MAX_BUFFER = 3500;

	private static final int BUFFERED_PER_GUILD = 75;

	public int port;

	public String host = "127.0.0.1";

	public Duration patience = Duration.ofSeconds(10);

	public String token = "ODM5Njc0MzU1MTUxMDE1OTQy.Gfleet.emulated-token-not-a-secret";

	public String botName = "fleet";

	public int guilds = 1;

	public int membersPerGuild = 3;

	public final Map<Integer, Integer> memberCounts = new HashMap<>();

	public int channelsPerGuild = 1;

	public boolean eagerMembers;

	public int shards = 1;

	public int maxConcurrency = 1;

	public Duration identifyWindow = Duration.ofSeconds(5);

	public Duration invalidSessionDelay = Duration.ofMillis(100);

	public int sessionStarts = 1000;

	public int sessionStartsRemaining = 1000;

	public Duration sessionStartsResetAfter = Duration.ofDays(1);

	public int maxGuildsPerSession = 2500;

	public Duration heartbeatInterval = Duration.ofMillis(41_250);

	public Duration sessionLifetime = Duration.ofMinutes(3);

	public int replayBuffer;

	public EnumSet<PrivilegedIntent> privilegedIntents = EnumSet.allOf(PrivilegedIntent.class);

	public boolean recordFrames = true;

	public boolean rateLimits = true;

	public int globalLimit = 50;

	public boolean interactionsExempt = true;

	public int messageLimit = 5;

	public Duration messageLimitWindow = Duration.ofSeconds(5);

	public Duration interactionDeadline = Duration.ofSeconds(3);

	public RestSettings rest = new RestSettings();

	public @Nullable Long seed;

	public int outboundLimit = 64 * 1024 * 1024;

	public Duration leastSkew = Duration.ZERO;

	public Duration mostSkew = Duration.ZERO;

	public Duration guildReordering = Duration.ZERO;

	public boolean variedPayloads;

	public GatewayRules gatewayRules = new GatewayRules();

	/**
	 * How many dispatches a session keeps for a resume.
	 * @param guilds how many guilds the session has
	 * @return the number
	 */
	public int replayBuffer(int guilds) {
		return (this.replayBuffer > 0) ? this.replayBuffer
				: Math.max(MIN_BUFFER, Math.min(MAX_BUFFER, guilds * BUFFERED_PER_GUILD));
	}

	public Settings copy() {
		Settings copy = new Settings();
		copy.port = this.port;
		copy.host = this.host;
		copy.patience = this.patience;
		copy.token = this.token;
		copy.botName = this.botName;
		copy.guilds = this.guilds;
		copy.membersPerGuild = this.membersPerGuild;
		copy.memberCounts.putAll(this.memberCounts);
		copy.channelsPerGuild = this.channelsPerGuild;
		copy.eagerMembers = this.eagerMembers;
		copy.shards = this.shards;
		copy.maxConcurrency = this.maxConcurrency;
		copy.identifyWindow = this.identifyWindow;
		copy.invalidSessionDelay = this.invalidSessionDelay;
		copy.sessionStarts = this.sessionStarts;
		copy.sessionStartsRemaining = this.sessionStartsRemaining;
		copy.sessionStartsResetAfter = this.sessionStartsResetAfter;
		copy.maxGuildsPerSession = this.maxGuildsPerSession;
		copy.heartbeatInterval = this.heartbeatInterval;
		copy.sessionLifetime = this.sessionLifetime;
		copy.replayBuffer = this.replayBuffer;
		copy.privilegedIntents = EnumSet.copyOf(this.privilegedIntents);
		copy.recordFrames = this.recordFrames;
		copy.rateLimits = this.rateLimits;
		copy.globalLimit = this.globalLimit;
		copy.interactionsExempt = this.interactionsExempt;
		copy.messageLimit = this.messageLimit;
		copy.messageLimitWindow = this.messageLimitWindow;
		copy.interactionDeadline = this.interactionDeadline;
		copy.rest = this.rest.copy();
		copy.seed = this.seed;
		copy.gatewayRules = new GatewayRules(this.gatewayRules);
		copy.outboundLimit = this.outboundLimit;
		copy.leastSkew = this.leastSkew;
		copy.mostSkew = this.mostSkew;
		copy.guildReordering = this.guildReordering;
		copy.variedPayloads = this.variedPayloads;
		return copy;
	}

}
