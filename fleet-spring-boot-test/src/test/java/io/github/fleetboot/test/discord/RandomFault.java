package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

/**
 * What breaks at random: every kind of fault that a bot is to survive. Not among them are
 * those that end a bot for good, as a reset token does, and those that change limits.
 */
enum RandomFault {

	UNKNOWN_ERROR((fail, shard) -> fail.shard(shard).close(4000)),

	SESSION_TIMED_OUT((fail, shard) -> fail.shard(shard).close(4009)),

	GOING_AWAY((fail, shard) -> fail.shard(shard).close(1001)),

	RESET((fail, shard) -> fail.shard(shard).reset()),

	ALL_RESET((fail, shard) -> fail.everySession().reset()),

	RECONNECT((fail, shard) -> fail.shard(shard).reconnect()),

	WAVE((fail, shard) -> fail.everySession().percent(50).over(Time.SECOND).reconnect()),

	RESTART((fail, shard) -> fail.shard(shard).restart(Time.SECOND)),

	INVALID_BUT_RESUMABLE((fail, shard) -> fail.shard(shard).invalidate(true)),

	INVALID((fail, shard) -> fail.shard(shard).invalidate(false)),

	HEARTBEAT_WANTED((fail, shard) -> fail.shard(shard).requestHeartbeat()),

	MUTE((fail, shard) -> fail.shard(shard).mute()),

	LATER((fail, shard) -> fail.shard(shard).after(Time.SECOND).close(4000)),

	AFTER_EVENTS((fail, shard) -> fail.shard(shard).afterEvents(20).times(1).during(Time.LONG).reset()),

	WHENEVER_CONNECTING((fail, shard) -> {
		fail.shard(shard).whenConnecting().times(2).during(Time.WHILE).close(4000);
		fail.shard(shard).reset();
	}),

	RESUME_REFUSED((fail, shard) -> {
		fail.shard(shard).whenResuming().times(1).during(Time.WHILE).invalidate(false);
		fail.shard(shard).reset();
	}),

	RESUME_RESET((fail, shard) -> {
		fail.shard(shard).whenResuming().times(1).during(Time.WHILE).reset();
		fail.shard(shard).close(4000);
	}),

	RESUME_MUTE((fail, shard) -> {
		fail.shard(shard).whenResuming().times(1).during(Time.WHILE).mute();
		fail.shard(shard).reset();
	}),

	RESUMES_BRICKED((fail, shard) -> fail.shard(shard).brickResumes(Time.WHILE)),

	RESUME_URL_DEAD((fail, shard) -> {
		fail.shard(shard).during(Time.WHILE).refuseResumeUrl();
		fail.shard(shard).invalidate(false);
		fail.shard(shard).after(Time.WHILE).reset();
	}),

	RESUME_URL_MUTE((fail, shard) -> {
		fail.shard(shard).during(Time.WHILE).muteResumeUrl();
		fail.shard(shard).invalidate(false);
		fail.shard(shard).after(Time.WHILE).reset();
	}),

	REPLAY_WITH_A_GAP((fail, shard) -> {
		fail.shard(shard).during(Time.WHILE).skipOnReplay(3);
		fail.shard(shard).reset();
	}),

	REPLAY_REPEATED((fail, shard) -> {
		fail.shard(shard).during(Time.WHILE).repeatOnReplay(3);
		fail.shard(shard).reset();
	}),

	REPLAY_TOO_LONG((fail, shard) -> {
		fail.shard(shard).during(Time.WHILE).shortenReplay(1);
		fail.shard(shard).reset();
	}),

	IDENTIFY_REFUSED((fail, shard) -> {
		fail.shard(shard).whenIdentifying().times(1).during(Time.LONG).invalidate(false);
		fail.shard(shard).invalidate(false);
	}),

	IDENTIFY_RESET((fail, shard) -> {
		fail.shard(shard).whenIdentifying().times(1).during(Time.LONG).reset();
		fail.shard(shard).invalidate(false);
	}),

	READY_LATE((fail, shard) -> {
		fail.shard(shard).during(Time.LONG).delayReady(Time.SECOND);
		fail.shard(shard).invalidate(false);
	}),

	GUILDS_MISSING((fail, shard) -> {
		fail.shard(shard).during(Time.LONG).withholdGuilds();
		fail.shard(shard).invalidate(false);
	}),

	GUILDS_SLOW((fail, shard) -> {
		fail.shard(shard).during(Time.LONG).slowGuilds(Time.MOMENT);
		fail.shard(shard).invalidate(false);
	}),

	GUILD_OUT((fail, shard) -> fail.guild(shard).during(Time.WHILE).outage()),

	SHARD_OUT((fail, shard) -> fail.shard(shard).during(Time.WHILE).outage()),

	HEARTBEATS_IGNORED((fail, shard) -> fail.shard(shard).during(Time.LONG).ignoreHeartbeats()),

	NOTHING_READ((fail, shard) -> fail.shard(shard).during(Time.WHILE).stopReading()),

	SLOW((fail, shard) -> fail.shard(shard).during(Time.WHILE).slowDown(2_000)),

	SPLIT((fail, shard) -> fail.shard(shard).during(Time.LONG).splitMessages(3)),

	FRAGMENTS((fail, shard) -> fail.shard(shard).during(Time.LONG).fragmentMessages(3)),

	SILENCE((fail, shard) -> fail.shard(shard).during(Time.SECOND).silence()),

	EVENTS_LOST((fail, shard) -> fail.shard(shard).during(Time.WHILE).loseEvents(30)),

	EVENTS_REPEATED((fail, shard) -> fail.shard(shard).during(Time.WHILE).repeatEvents(30)),

	EVENTS_LATE((fail, shard) -> fail.shard(shard).during(Time.WHILE).delayEvents(Time.MOMENT, Time.SECOND)),

	EVENTS_REORDERED((fail, shard) -> fail.shard(shard).during(Time.WHILE).reorderEvents(Time.SECOND)),

	GUILDS_REORDERED((fail, shard) -> fail.shard(shard).during(Time.WHILE).reorderAcrossGuilds(Time.SECOND)),

	OTHER_WORDS((fail, shard) -> fail.shard(shard).during(Time.LONG).varyPayloads()),

	OP_7_BEFORE_HELLO((fail, shard) -> {
		fail.connections().times(1).during(Time.LONG).reconnectBeforeHello();
		fail.shard(shard).reset();
	}),

	OP_7_INSTEAD_OF_HELLO((fail, shard) -> {
		fail.connections().times(1).during(Time.LONG).reconnectInsteadOfHello();
		fail.shard(shard).reset();
	}),

	OP_7_AFTER_HELLO((fail, shard) -> {
		fail.connections().times(1).during(Time.LONG).reconnectAfterHello();
		fail.shard(shard).reset();
	}),

	HELLO_LATE((fail, shard) -> {
		fail.connections().times(1).during(Time.LONG).delayHello(Time.SECOND);
		fail.shard(shard).reset();
	}),

	CONNECTION_MUTE((fail, shard) -> {
		fail.connections().times(1).during(Time.LONG).mute();
		fail.shard(shard).reset();
	}),

	CONNECTIONS_CLOSED((fail, shard) -> {
		fail.connections().percent(50).during(Time.SECOND).close(1001);
		fail.everySession().reset();
	}),

	CONNECTION_RESET((fail, shard) -> {
		fail.connections().times(1).during(Time.LONG).reset();
		fail.shard(shard).reset();
	}),

	BLACK_HOLE((fail, shard) -> {
		fail.blackHole();
		fail.shard(shard).reset();
		healSoon(fail);
	}),

	CONNECTIONS_REFUSED((fail, shard) -> {
		fail.refuseConnections();
		healSoon(fail);
	}),

	TOO_MANY_REQUESTS((fail, shard) -> fail.rest()
		.lasting(Time.WHILE)
		.percent(50)
		.tooManyRequests(RateLimitScope.values()[shard % RateLimitScope.values().length], Time.MOMENT)),

	INTERNAL_ERROR((fail, shard) -> fail.rest().lasting(Time.WHILE).percent(50).status(500)),

	BAD_GATEWAY((fail, shard) -> fail.rest().lasting(Time.WHILE).percent(50).status(502)),

	LATENCY((fail, shard) -> fail.rest().lasting(Time.WHILE).latency(Time.SECOND)),

	ANSWER_LOST((fail, shard) -> fail.rest().lasting(Time.WHILE).times(1).loseAnswer()),

	ANSWER_RESET((fail, shard) -> fail.rest().lasting(Time.WHILE).percent(50).resetConnection()),

	FALSE_REMAINING((fail, shard) -> fail.rest().lasting(Time.WHILE).claimRemaining(shard)),

	FALSE_RESET((fail, shard) -> fail.rest().lasting(Time.WHILE).claimResetAfter(Time.MOMENT)),

	NO_LIMIT_HEADERS((fail, shard) -> fail.rest().lasting(Time.WHILE).omitLimitHeaders()),

	OTHER_BUCKET((fail, shard) -> fail.rest().lasting(Time.WHILE).percent(20).changeBucket());

	private final ObjIntConsumer<DiscordFaults> stroke;

	RandomFault(ObjIntConsumer<DiscordFaults> stroke) {
		this.stroke = stroke;
	}

	void strike(DiscordEmulator discord, int shard) {
		this.stroke.accept(discord.fail(), shard);
	}

	private static void healSoon(DiscordFaults fail) {
		CompletableFuture.delayedExecutor(Time.SECOND.toMillis(), TimeUnit.MILLISECONDS).execute(fail::heal);
	}

	/**
	 * How long things last. A client finds a dead connection after two heartbeats.
	 */
	private static final class Time {

		private static final Duration MOMENT = Duration.ofMillis(200);

		private static final Duration SECOND = Duration.ofSeconds(1);

		private static final Duration WHILE = Duration.ofSeconds(3);

		private static final Duration LONG = Duration.ofSeconds(6);

	}

}
