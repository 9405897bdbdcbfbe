package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.EnumSet;

/**
 * What the builder was told. Not changed once the emulator runs.
 */
final class Settings {

	int port;

	String token = "ODM5Njc0MzU1MTUxMDE1OTQy.Gfleet.emulated-token-not-a-secret";

	String botName = "fleet";

	int guilds = 1;

	int membersPerGuild = 3;

	boolean eagerMembers;

	int shards = 1;

	int maxConcurrency = 1;

	Duration identifyWindow = Duration.ofSeconds(5);

	Duration invalidSessionDelay = Duration.ofMillis(100);

	int sessionStarts = 1000;

	int sessionStartsRemaining = 1000;

	Duration sessionStartsResetAfter = Duration.ofDays(1);

	int maxGuildsPerSession = 2500;

	Duration heartbeatInterval = Duration.ofMillis(41_250);

	Duration sessionLifetime = Duration.ofMinutes(3);

	int replayBuffer;

	EnumSet<PrivilegedIntent> privilegedIntents = EnumSet.allOf(PrivilegedIntent.class);

	boolean rateLimits = true;

	int globalLimit = 50;

	boolean interactionsExempt = true;

	int messageLimit = 5;

	Duration messageLimitWindow = Duration.ofSeconds(5);

	Duration interactionDeadline = Duration.ofSeconds(3);

	Settings copy() {
		Settings copy = new Settings();
		copy.port = this.port;
		copy.token = this.token;
		copy.botName = this.botName;
		copy.guilds = this.guilds;
		copy.membersPerGuild = this.membersPerGuild;
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
		copy.rateLimits = this.rateLimits;
		copy.globalLimit = this.globalLimit;
		copy.interactionsExempt = this.interactionsExempt;
		copy.messageLimit = this.messageLimit;
		copy.messageLimitWindow = this.messageLimitWindow;
		copy.interactionDeadline = this.interactionDeadline;
		return copy;
	}

}
