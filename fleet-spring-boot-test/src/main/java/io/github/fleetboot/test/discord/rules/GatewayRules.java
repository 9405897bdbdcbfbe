package io.github.fleetboot.test.discord.rules;

import java.time.Duration;
import java.util.Objects;

/**
 * The finer rules of the gateway. Where the documentation is silent the defaults are what
 * is most likely, or else what is harder on a bot. A bot should live with either choice.
 * Not thread-safe.
 *
 * @since 0.1.0
 * @see <a href="https://docs.discord.com/developers/events/gateway">Gateway</a>
 */
public final class GatewayRules {

	private MissedHeartbeat missedHeartbeat = MissedHeartbeat.SESSION_KEPT;

	private double heartbeatGrace = 0.5;

	private SessionTakeover sessionTakeover = SessionTakeover.NEW_CONNECTION_WINS;

	private BudgetCost budgetCost = BudgetCost.EVERY_IDENTIFY;

	private int budgetCloseCode = 4004;

	private WindowStart windowStart = WindowStart.IDENTIFY;

	private BucketOrder bucketOrder = BucketOrder.ANY;

	private int assignedShards = 1;

	private int shardingRequiredFrom;

	private SendWindow sendWindow = SendWindow.FIXED;

	private PresenceExcess presenceExcess = PresenceExcess.IGNORED;

	private TwinPresence twinPresence = TwinPresence.LAST_WINS;

	private TwinReplies twinReplies = TwinReplies.ASKING_SESSION;

	private TwinInteractions twinInteractions = TwinInteractions.EVERY_SESSION;

	private Duration memberListWindow = Duration.ofSeconds(30);

	/**
	 * The rules with their defaults.
	 */
	public GatewayRules() {
	}

	/**
	 * Copy the rules.
	 * @param other what to copy
	 */
	public GatewayRules(GatewayRules other) {
		this.missedHeartbeat = other.missedHeartbeat;
		this.heartbeatGrace = other.heartbeatGrace;
		this.sessionTakeover = other.sessionTakeover;
		this.budgetCost = other.budgetCost;
		this.budgetCloseCode = other.budgetCloseCode;
		this.windowStart = other.windowStart;
		this.bucketOrder = other.bucketOrder;
		this.assignedShards = other.assignedShards;
		this.shardingRequiredFrom = other.shardingRequiredFrom;
		this.sendWindow = other.sendWindow;
		this.presenceExcess = other.presenceExcess;
		this.twinPresence = other.twinPresence;
		this.twinReplies = other.twinReplies;
		this.twinInteractions = other.twinInteractions;
		this.memberListWindow = other.memberListWindow;
	}

	/**
	 * What happens to a connection without a heartbeat for too long.
	 * @param choice the choice, by default {@link MissedHeartbeat#SESSION_KEPT}
	 * @return these rules
	 */
	public GatewayRules missedHeartbeat(MissedHeartbeat choice) {
		this.missedHeartbeat = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * How long a heartbeat may be overdue.
	 * @param intervals the time as a part of the heartbeat interval, by default 0.5
	 * @return these rules
	 */
	public GatewayRules heartbeatGrace(double intervals) {
		if (!(intervals >= 0)) {
			throw new IllegalArgumentException("heartbeatGrace is " + intervals + ", but must be at least 0");
		}
		this.heartbeatGrace = intervals;
		return this;
	}

	/**
	 * What a RESUME does to a session whose earlier connection is still open.
	 * @param choice the choice, by default {@link SessionTakeover#NEW_CONNECTION_WINS}
	 * @return these rules
	 */
	public GatewayRules sessionTakeover(SessionTakeover choice) {
		this.sessionTakeover = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * Which IDENTIFYs cost a session start.
	 * @param choice the choice, by default {@link BudgetCost#EVERY_IDENTIFY}
	 * @return these rules
	 */
	public GatewayRules budgetCost(BudgetCost choice) {
		this.budgetCost = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * With what code all sessions are closed when the budget of session starts is
	 * exceeded.
	 * @param code the close code, by default 4004
	 * @return these rules
	 */
	public GatewayRules budgetCloseCode(int code) {
		if (code < 1000 || code > 4999) {
			throw new IllegalArgumentException("budgetCloseCode is " + code + ", but must be a close code");
		}
		this.budgetCloseCode = code;
		return this;
	}

	/**
	 * From when the time between two IDENTIFYs with the same key runs.
	 * @param choice the choice, by default {@link WindowStart#IDENTIFY}
	 * @return these rules
	 */
	public GatewayRules windowStart(WindowStart choice) {
		this.windowStart = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * Whether shards must identify in the order of their buckets.
	 * @param choice the choice, by default {@link BucketOrder#ANY}
	 * @return these rules
	 */
	public GatewayRules bucketOrder(BucketOrder choice) {
		this.bucketOrder = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * The number of shards assigned to a large bot. A session whose number of shards is
	 * no multiple of it is closed with 4010.
	 * @param shards the number; 1, the default, for a bot that is not large
	 * @return these rules
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway#sharding-for-large-bots">Sharding
	 * for large bots</a>
	 */
	public GatewayRules assignedShards(int shards) {
		if (shards < 1) {
			throw new IllegalArgumentException("assignedShards is " + shards + ", but must be at least 1");
		}
		this.assignedShards = shards;
		return this;
	}

	/**
	 * From how many guilds on a bot must use more than one shard. A session of shard 0 of
	 * 1 is then closed with 4011.
	 * @param guilds the number; 0, the default, for the number of guilds a session may
	 * have
	 * @return these rules
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway#sharding">Sharding</a>
	 */
	public GatewayRules shardingRequiredFrom(int guilds) {
		if (guilds < 0) {
			throw new IllegalArgumentException("shardingRequiredFrom is " + guilds + ", but must be at least 0");
		}
		this.shardingRequiredFrom = guilds;
		return this;
	}

	/**
	 * How the payloads a connection may send in a minute are counted.
	 * @param choice the choice, by default {@link SendWindow#FIXED}
	 * @return these rules
	 */
	public GatewayRules sendWindow(SendWindow choice) {
		this.sendWindow = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * What becomes of a presence update beyond the fifth in 20 seconds.
	 * @param choice the choice, by default {@link PresenceExcess#IGNORED}
	 * @return these rules
	 */
	public GatewayRules presenceExcess(PresenceExcess choice) {
		this.presenceExcess = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * What presence the bot has in a guild that several sessions cover.
	 * @param choice the choice, by default {@link TwinPresence#LAST_WINS}
	 * @return these rules
	 */
	public GatewayRules twinPresence(TwinPresence choice) {
		this.twinPresence = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * Who hears the replies to requests when several sessions cover the guild.
	 * @param choice the choice, by default {@link TwinReplies#ASKING_SESSION}
	 * @return these rules
	 */
	public GatewayRules twinReplies(TwinReplies choice) {
		this.twinReplies = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * Who hears of an interaction when several sessions cover its guild.
	 * @param choice the choice, by default {@link TwinInteractions#EVERY_SESSION}
	 * @return these rules
	 */
	public GatewayRules twinInteractions(TwinInteractions choice) {
		this.twinInteractions = Objects.requireNonNull(choice);
		return this;
	}

	/**
	 * How far apart two requests for all members of a guild must be, over all sessions of
	 * the bot. One that comes sooner is answered with RATE_LIMITED.
	 * @param window the time, by default Discord's 30 seconds; zero for no limit
	 * @return these rules
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway-events#rate-limited">Rate
	 * Limited</a>
	 */
	public GatewayRules memberListWindow(Duration window) {
		if (window.isNegative()) {
			throw new IllegalArgumentException("memberListWindow is " + window + ", but must not be negative");
		}
		this.memberListWindow = window;
		return this;
	}

	/**
	 * What happens to a connection without a heartbeat for too long.
	 * @return the choice
	 */
	public MissedHeartbeat missedHeartbeat() {
		return this.missedHeartbeat;
	}

	/**
	 * How long a heartbeat may be overdue.
	 * @return the time as a part of the heartbeat interval
	 */
	public double heartbeatGrace() {
		return this.heartbeatGrace;
	}

	/**
	 * What a RESUME does to a session whose earlier connection is still open.
	 * @return the choice
	 */
	public SessionTakeover sessionTakeover() {
		return this.sessionTakeover;
	}

	/**
	 * Which IDENTIFYs cost a session start.
	 * @return the choice
	 */
	public BudgetCost budgetCost() {
		return this.budgetCost;
	}

	/**
	 * With what code all sessions are closed when the budget is exceeded.
	 * @return the close code
	 */
	public int budgetCloseCode() {
		return this.budgetCloseCode;
	}

	/**
	 * From when the time between two IDENTIFYs with the same key runs.
	 * @return the choice
	 */
	public WindowStart windowStart() {
		return this.windowStart;
	}

	/**
	 * Whether shards must identify in the order of their buckets.
	 * @return the choice
	 */
	public BucketOrder bucketOrder() {
		return this.bucketOrder;
	}

	/**
	 * The number of shards assigned to a large bot.
	 * @return the number, 1 if the bot is not large
	 */
	public int assignedShards() {
		return this.assignedShards;
	}

	/**
	 * From how many guilds on a bot must use more than one shard.
	 * @return the number, 0 for the number of guilds a session may have
	 */
	public int shardingRequiredFrom() {
		return this.shardingRequiredFrom;
	}

	/**
	 * How the payloads a connection may send in a minute are counted.
	 * @return the choice
	 */
	public SendWindow sendWindow() {
		return this.sendWindow;
	}

	/**
	 * What becomes of a presence update beyond the fifth in 20 seconds.
	 * @return the choice
	 */
	public PresenceExcess presenceExcess() {
		return this.presenceExcess;
	}

	/**
	 * What presence the bot has in a guild that several sessions cover.
	 * @return the choice
	 */
	public TwinPresence twinPresence() {
		return this.twinPresence;
	}

	/**
	 * Who hears the replies to requests when several sessions cover the guild.
	 * @return the choice
	 */
	public TwinReplies twinReplies() {
		return this.twinReplies;
	}

	/**
	 * Who hears of an interaction when several sessions cover its guild.
	 * @return the choice
	 */
	public TwinInteractions twinInteractions() {
		return this.twinInteractions;
	}

	/**
	 * How far apart two requests for all members of a guild must be.
	 * @return the time, zero if there is no limit
	 */
	public Duration memberListWindow() {
		return this.memberListWindow;
	}

}
