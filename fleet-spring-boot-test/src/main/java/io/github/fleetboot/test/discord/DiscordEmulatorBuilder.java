package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import io.github.fleetboot.test.discord.rules.GatewayRules;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import io.github.fleetboot.test.discord.world.Settings;

/**
 * Describes a {@link DiscordEmulator}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class DiscordEmulatorBuilder extends WorldDescription {

	DiscordEmulatorBuilder() {
	}

	@Override
	DiscordEmulatorBuilder self() {
		return this;
	}

	/**
	 * The port to listen on.
	 * @param port the port; 0, the default, for any that is free
	 * @return this builder
	 */
	public DiscordEmulatorBuilder port(int port) {
		this.settings.port = check(port, 0, "port");
		return this;
	}

	/**
	 * The address to listen on, which is also the one that clients are told. Whoever can
	 * reach it can use the emulator.
	 * @param host a name or an address of this machine, by default the loopback address
	 * {@code 127.0.0.1}
	 * @return this builder
	 */
	public DiscordEmulatorBuilder host(String host) {
		if (host.isBlank() || host.equals("0.0.0.0") || host.equals("::")) {
			throw new IllegalArgumentException(
					"host is '" + host + "', but clients must be told a name or an address that they can connect to");
		}
		this.settings.host = host;
		return this;
	}

	/**
	 * How long tests wait for the bot where they do not say how long.
	 * @param patience the time, by default 10 seconds
	 * @return this builder
	 */
	public DiscordEmulatorBuilder patience(Duration patience) {
		this.settings.patience = check(patience, "patience");
		return this;
	}

	/**
	 * Make windows short, so that tests do not wait for them: an IDENTIFY each 200 ms, 5
	 * messages in a channel each half second. Nothing else is less strict.
	 * @return this builder
	 */
	public DiscordEmulatorBuilder fast() {
		return identifyWindow(Duration.ofMillis(200)).invalidSessionDelay(Duration.ofMillis(20))
			.messageLimit(5, Duration.ofMillis(500));
	}

	/**
	 * Apply what is said elsewhere.
	 * @param customizer what to say
	 * @return this builder
	 */
	public DiscordEmulatorBuilder apply(DiscordEmulatorCustomizer customizer) {
		customizer.customize(this);
		return this;
	}

	/**
	 * The number of shards {@code GET gateway/bot} recommends.
	 * @param shards the number, by default 1
	 * @return this builder
	 */
	public DiscordEmulatorBuilder shards(int shards) {
		this.settings.shards = check(shards, 1, "shards");
		return this;
	}

	/**
	 * How many shards may identify in the same window, each with another
	 * {@code shard_id % max_concurrency}.
	 * @param maxConcurrency the number, by default 1
	 * @return this builder
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway#sharding-max-concurrency">Max
	 * concurrency</a>
	 */
	public DiscordEmulatorBuilder maxConcurrency(int maxConcurrency) {
		this.settings.maxConcurrency = check(maxConcurrency, 1, "maxConcurrency");
		return this;
	}

	/**
	 * How far apart two IDENTIFYs with the same key must be. One that comes sooner is
	 * answered with op 9.
	 * @param window the time, by default Discord's 5 seconds
	 * @return this builder
	 */
	public DiscordEmulatorBuilder identifyWindow(Duration window) {
		this.settings.identifyWindow = check(window, "identifyWindow");
		return this;
	}

	/**
	 * How long the op 9 for an IDENTIFY that came too soon is held back.
	 * @param delay the time, by default 100 ms; Discord takes a few seconds
	 * @return this builder
	 */
	public DiscordEmulatorBuilder invalidSessionDelay(Duration delay) {
		this.settings.invalidSessionDelay = check(delay, "invalidSessionDelay");
		return this;
	}

	/**
	 * The budget of IDENTIFYs. One more than that ends all sessions and voids the token.
	 * @param total how many there are in each period, by default 1000
	 * @param remaining how many of them are left
	 * @param resetAfter how long a period is, and how far the end of the present one, by
	 * default a day
	 * @return this builder
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway#session-start-limit-object">Session
	 * start limit</a>
	 */
	public DiscordEmulatorBuilder sessionStartLimit(int total, int remaining, Duration resetAfter) {
		this.settings.sessionStarts = check(total, 0, "total");
		this.settings.sessionStartsRemaining = check(remaining, 0, "remaining");
		this.settings.sessionStartsResetAfter = check(resetAfter, "resetAfter");
		return this;
	}

	/**
	 * How many guilds a session may have. One with more is closed with 4011.
	 * @param guilds the number, by default Discord's 2500
	 * @return this builder
	 */
	public DiscordEmulatorBuilder maxGuildsPerSession(int guilds) {
		this.settings.maxGuildsPerSession = check(guilds, 1, "maxGuildsPerSession");
		return this;
	}

	/**
	 * How often clients are to beat. A connection without a beat for one and a half
	 * intervals is closed with 4000; its session can be resumed.
	 * @param interval the interval, by default 41.25 seconds
	 * @return this builder
	 */
	public DiscordEmulatorBuilder heartbeatInterval(Duration interval) {
		this.settings.heartbeatInterval = check(interval, "heartbeatInterval");
		return this;
	}

	/**
	 * How long a session without a connection can be resumed.
	 * @param lifetime the time, by default 3 minutes
	 * @return this builder
	 */
	public DiscordEmulatorBuilder sessionLifetime(Duration lifetime) {
		this.settings.sessionLifetime = check(lifetime, "sessionLifetime");
		return this;
	}

	/**
	 * How many dispatches each session keeps for a resume.
	 * @param dispatches the number; 0, the default, for 75 for each guild, yet at least
	 * 100 and at most 3500
	 * @return this builder
	 */
	public DiscordEmulatorBuilder replayBuffer(int dispatches) {
		this.settings.replayBuffer = check(dispatches, 0, "replayBuffer");
		return this;
	}

	/**
	 * Set the finer rules of the gateway, also those that Discord's documentation leaves
	 * open.
	 * @param rules sets them; is called at once
	 * @return this builder
	 */
	public DiscordEmulatorBuilder gateway(Consumer<GatewayRules> rules) {
		rules.accept(this.settings.gatewayRules);
		return this;
	}

	/**
	 * The privileged intents that are switched on for the application.
	 * @param intents the intents; by default all are
	 * @return this builder
	 */
	public DiscordEmulatorBuilder privilegedIntents(PrivilegedIntent... intents) {
		this.settings.privilegedIntents = EnumSet.noneOf(PrivilegedIntent.class);
		this.settings.privilegedIntents.addAll(Arrays.asList(intents));
		return this;
	}

	/**
	 * Whether each payload on the gateway's connections is recorded. What was dispatched,
	 * and what became of it, is recorded in any case.
	 * @param enabled {@code false} to save memory under load
	 * @return this builder
	 * @see io.github.fleetboot.test.discord.record.DiscordRecord#frames()
	 */
	public DiscordEmulatorBuilder recordFrames(boolean enabled) {
		this.settings.recordFrames = enabled;
		return this;
	}

	/**
	 * Whether REST requests are limited, per bucket and globally.
	 * @param enabled {@code false} to let all pass and send no rate limit headers
	 * @return this builder
	 */
	public DiscordEmulatorBuilder rateLimits(boolean enabled) {
		this.settings.rateLimits = enabled;
		return this;
	}

	/**
	 * How many messages may be created in each channel.
	 * @param messages the number, by default 5
	 * @param window in which time, by default 5 seconds
	 * @return this builder
	 */
	public DiscordEmulatorBuilder messageLimit(int messages, Duration window) {
		this.settings.messageLimit = check(messages, 1, "messages");
		this.settings.messageLimitWindow = check(window, "window");
		return this;
	}

	/**
	 * How many requests the bot may make over all routes.
	 * @param perSecond the number in each second, by default 50
	 * @param interactionsExempt whether interaction endpoints are not counted, by default
	 * they are not
	 * @return this builder
	 * @see <a href=
	 * "https://docs.discord.com/developers/topics/rate-limits#global-rate-limit">Global
	 * rate limit</a>
	 */
	public DiscordEmulatorBuilder globalLimit(int perSecond, boolean interactionsExempt) {
		this.settings.globalLimit = check(perSecond, 1, "perSecond");
		this.settings.interactionsExempt = interactionsExempt;
		return this;
	}

	/**
	 * How long a bot may take to answer an interaction.
	 * @param deadline the time, by default Discord's 3 seconds
	 * @return this builder
	 */
	public DiscordEmulatorBuilder interactionDeadline(Duration deadline) {
		this.settings.interactionDeadline = check(deadline, "interactionDeadline");
		return this;
	}

	/**
	 * What the random numbers of faults come from. With the same seed and the same
	 * faults, the same ones strike.
	 * @param seed the seed; by default another one each time, which is logged when the
	 * first random fault strikes
	 * @return this builder
	 */
	public DiscordEmulatorBuilder seed(long seed) {
		this.settings.seed = seed;
		return this;
	}

	/**
	 * Set the finer rules of the REST API.
	 * @param rules sets them; those it does not name stay as they are
	 * @return this builder
	 */
	public DiscordEmulatorBuilder rest(Consumer<RestRules> rules) {
		rules.accept(new RestRules(this.settings.rest));
		return this;
	}

	/**
	 * How much may wait to be read by a client of the gateway. One that leaves more is
	 * disconnected, which is a violation; its session can be resumed.
	 * @param bytes how many bytes for each connection, by default 64 MiB
	 * @return this builder
	 */
	public DiscordEmulatorBuilder outboundLimit(int bytes) {
		this.settings.outboundLimit = check(bytes, 1024, "outboundLimit");
		return this;
	}

	/**
	 * Give each session each event late, by a random time of its own, so that twin
	 * sessions drift apart. The order within a session stays.
	 * @param least how late at least
	 * @param most how late at most, by default not at all
	 * @return this builder
	 * @see SessionFaults#delayEvents(Duration, Duration)
	 */
	public DiscordEmulatorBuilder eventSkew(Duration least, Duration most) {
		this.settings.leastSkew = least;
		this.settings.mostSkew = check(most, "most");
		return this;
	}

	/**
	 * Give each session the events of different guilds in an order of its own. The order
	 * within a guild stays.
	 * @param most how late an event is at most, by default not at all
	 * @return this builder
	 * @see SessionFaults#reorderAcrossGuilds(Duration)
	 */
	public DiscordEmulatorBuilder reorderAcrossGuilds(Duration most) {
		this.settings.guildReordering = check(most, "most");
		return this;
	}

	/**
	 * Give each session payloads of its own wording: fields in another order, and some
	 * that no client knows.
	 * @param varied whether to do so, by default not
	 * @return this builder
	 * @see SessionFaults#varyPayloads()
	 */
	public DiscordEmulatorBuilder varyPayloads(boolean varied) {
		this.settings.variedPayloads = varied;
		return this;
	}

	/**
	 * Start the emulator. This builder may be used again.
	 * @return the running emulator
	 * @throws IllegalStateException if the port is taken
	 */
	public DiscordEmulator start() {
		Settings described = this.settings.copy();
		if (described.seed == null) {
			described.seed = (long) ThreadLocalRandom.current().nextInt();
		}
		Engine engine = new Engine(described);
		engine.start();
		return new DiscordEmulator(engine);
	}

	static int check(int value, int least, String name) {
		if (value < least) {
			throw new IllegalArgumentException(name + " is " + value + ", but must be at least " + least);
		}
		return value;
	}

	static Duration check(Duration value, String name) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(name + " is " + value + ", but must be positive");
		}
		return value;
	}

}
