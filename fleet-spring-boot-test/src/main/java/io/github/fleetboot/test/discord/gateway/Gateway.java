package io.github.fleetboot.test.discord.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.FrameLog;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.rules.SessionTakeover;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.BotPresence;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.World;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The gateway's sessions: starts, resumes and ends them, and hands out dispatches. Used
 * by the emulator's thread only.
 */
public final class Gateway {

	private static final int GUILDS_PER_TURN = 20;

	private static final Duration CONGESTION_PAUSE = Duration.ofMillis(5);

	private final Settings settings;

	private final BotAccount account;

	private final World world;

	private final DiscordRecord record;

	private final Monitor monitor;

	private final EventLoop loop;

	private final Admission admission;

	private final SessionRequests requests;

	private final Hearers hearers;

	private final Disturbances disturbances = new Disturbances();

	private final Map<String, GatewaySession> sessions = new LinkedHashMap<>();

	private final SessionIndex index = new SessionIndex();

	private String url = "";

	private int sessionsStarted;

	private int connectionsMade;

	public Gateway(Settings settings, BotAccount account, World world, DiscordRecord record, Monitor monitor,
			EventLoop loop) {
		this.settings = settings;
		this.account = account;
		this.world = world;
		this.record = record;
		this.monitor = monitor;
		this.loop = loop;
		this.admission = new Admission(settings, account, world, record, this);
		this.hearers = new Hearers(account, settings.gatewayRules);
		this.requests = new SessionRequests(account, world, settings.gatewayRules, this);
	}

	public void listensOn(String url) {
		this.url = url;
	}

	public String url() {
		return this.url;
	}

	FrameLog frames() {
		return this.record.frameLog();
	}

	/**
	 * A connection is made.
	 * @return its number, from 1
	 */
	int connected() {
		return ++this.connectionsMade;
	}

	public IdentifyLedger ledger() {
		return this.admission.ledger();
	}

	SessionRequests requests() {
		return this.requests;
	}

	/**
	 * The bot's presence in a guild.
	 */
	public BotPresence presence(EmulatorGuild guild) {
		return Presences.of(guild, this.sessions.values(), this.settings.gatewayRules.twinPresence());
	}

	public Disturbances disturbances() {
		return this.disturbances;
	}

	public List<GatewaySession> sessions() {
		return new ArrayList<>(this.sessions.values());
	}

	public void identify(GatewayConnection connection, @Nullable JsonNode data, Moment now) {
		this.admission.identify(connection, data, now);
	}

	/**
	 * Start a session, of which nothing is told yet.
	 */
	public GatewaySession open(GatewayConnection connection, Identification identification, List<EmulatorGuild> guilds,
			Moment now) {
		String id = "%032x".formatted(++this.sessionsStarted);
		GatewaySession session = new GatewaySession(id, identification, guilds,
				this.settings.replayBuffer(guilds.size()), now);
		this.sessions.put(id, session);
		this.index.add(session);
		session.attach(connection);
		connection.serve(session);
		session.recordedAs(this.record.deliveryLog().opened(id, identification.shard().id()));
		this.record.addSession(session::describe);
		this.disturbances.started(session);
		return session;
	}

	/**
	 * Tell a new session of itself and its guilds.
	 */
	public void welcome(GatewaySession session) {
		Duration delay = Disturbances.readyDelay(session);
		if (delay.isZero()) {
			greet(session);
		}
		else {
			later(delay, () -> greet(session));
		}
	}

	private void greet(GatewaySession session) {
		if (session.hasEnded()) {
			return;
		}
		String resumeUrl = Disturbances.resumeUrl(session, this.url);
		dispatch(session, 0, "READY", 0, EventBody.of(Json.bytes(ReadyPayload.of(session, this.account, resumeUrl))));
		this.monitor.update(() -> session.readySent(Moment.now()));
		ledger().ready(session.shard().id(), System.nanoTime());
		introduceGuilds(session);
	}

	/**
	 * Send some of the guilds, then let others have their turn: a delayed IDENTIFY would
	 * be measured wrongly.
	 */
	private void introduceGuilds(GatewaySession session) {
		GatewayConnection connection = session.connection();
		if (connection != null && connection.isCongested()) {
			later(CONGESTION_PAUSE, () -> introduceGuilds(session));
			return;
		}
		Duration pace = Disturbances.guildPace(session);
		int turn = pace.isZero() ? GUILDS_PER_TURN : 1;
		for (int i = 0; i < turn && !session.hasEnded(); i++) {
			EmulatorGuild guild = session.introduceNext();
			if (guild == null) {
				this.monitor.update(() -> session.guildsSent(Moment.now()));
				return;
			}
			if (Disturbances.introduces(session, guild)) {
				tell(session, guild);
			}
		}
		if (pace.isZero()) {
			this.loop.execute(() -> introduceGuilds(session));
		}
		else {
			later(pace, () -> introduceGuilds(session));
		}
	}

	/**
	 * Tell a session of one of its guilds.
	 */
	public void tell(GatewaySession session, EmulatorGuild guild) {
		if (Intents.has(session.intents(), Intents.GUILDS)) {
			dispatch(session, guild.id(), "GUILD_CREATE", guild.id(), guildBody(session, guild));
		}
	}

	/**
	 * Tell a session that one of its guilds is out of reach.
	 */
	public void tellUnavailable(GatewaySession session, EmulatorGuild guild) {
		if (Intents.has(session.intents(), Intents.GUILDS)) {
			ObjectNode body = Json.object().put("id", Json.id(guild.id())).put("unavailable", true);
			dispatch(session, guild.id(), "GUILD_DELETE", guild.id(), EventBody.of(Json.bytes(body)));
		}
	}

	private EventBody guildBody(GatewaySession session, EmulatorGuild guild) {
		return GuildIntroduction.of(() -> this.world.look(guild), session.intents(), session.largeThreshold(),
				this.settings.eagerMembers, () -> this.requests.voiceState(guild));
	}

	/**
	 * The bot was added to a guild.
	 */
	public void joined(EmulatorGuild guild) {
		List<GatewaySession> told = this.index.of(guild);
		for (GatewaySession session : told) {
			if (session.add(guild)) {
				tell(session, guild);
			}
		}
		this.record.deliveryLog().published("GUILD_CREATE", guild.id(), guild.id(), told.size());
	}

	/**
	 * The bot was removed from a guild.
	 */
	public void left(EmulatorGuild guild) {
		EventBody body = EventBody.of(Json.bytes(Json.object().put("id", Json.id(guild.id()))));
		publish(guild, "GUILD_DELETE", guild.id(), Intents.GUILDS, (intents) -> body);
		this.index.of(guild).forEach((session) -> session.remove(guild));
	}

	public void resume(GatewayConnection connection, @Nullable JsonNode data, Moment now) {
		String problem = PayloadRules.check(Op.RESUME, data);
		if (data == null || problem != null) {
			connection.violate(4001, "RESUME of which " + problem);
			return;
		}
		String id = Json.string(data, "session_id");
		long seen = Json.number(data, "seq", 0);
		if (!this.account.acceptsAtGateway(Json.string(data, "token"))) {
			recordRefusal(connection, now, id, seen, "wrong token");
			connection.violate(4004, "wrong token");
			return;
		}
		GatewaySession session = this.sessions.get(id);
		if (session == null) {
			refuseResume(connection, now, id, seen, "unknown session");
			return;
		}
		if (seen > session.sequence() || seen < 0) {
			String reason = "seq " + seen + " when the last one is " + session.sequence();
			recordRefusal(connection, now, id, seen, reason);
			end(session, "RESUME with " + reason);
			connection.violate(4007, reason);
			return;
		}
		if (!this.disturbances.resuming(connection, session)) {
			recordRefusal(connection, now, id, seen, "a fault");
			return;
		}
		GatewayConnection previous = session.connection();
		if (previous != null && this.settings.gatewayRules.sessionTakeover() == SessionTakeover.REFUSED) {
			refuseResume(connection, now, id, seen, "the session is connected");
			return;
		}
		List<GatewaySession.Dispatch> missed = session.after(seen);
		if (missed == null || !Disturbances.replays(session, missed.size())) {
			String reason = "the buffer does not reach back to seq " + seen;
			end(session, reason);
			refuseResume(connection, now, id, seen, reason);
			return;
		}
		acknowledge(session, seen);
		if (previous != null) {
			previous.close(4000, "the session was resumed elsewhere");
		}
		this.monitor.update(() -> session.attach(connection));
		connection.serve(session);
		List<GatewaySession.Dispatch> replay = Disturbances.replay(session, missed);
		this.record.add(new DiscordRecord.Resume(now, connection.source(), id, seen, replay.size(), null));
		replay.forEach(connection::dispatch);
		if (!replay.isEmpty()) {
			this.record.deliveryLog()
				.replayed(session.number(), replay.get(0).sequence(), replay.get(replay.size() - 1).sequence());
		}
		dispatch(session, 0, "RESUMED", 0, EventBody.of(Json.bytes(Json.object())));
	}

	private void refuseResume(GatewayConnection connection, Moment now, String id, long seen, String reason) {
		recordRefusal(connection, now, id, seen, reason);
		connection.invalidate(false);
	}

	private void recordRefusal(GatewayConnection connection, Moment now, String id, long seen, String reason) {
		this.record.add(new DiscordRecord.Resume(now, connection.source(), id, seen, -1, reason));
	}

	public void violated(GatewayConnection connection, int code, String reason) {
		GatewaySession session = connection.session();
		this.record
			.add(new DiscordRecord.Violation(Moment.now(), code, (session != null) ? session.id() : null, reason));
	}

	/**
	 * A connection is over. Codes that void the session end it, others leave it to be
	 * resumed for a while.
	 */
	public void disconnected(GatewayConnection connection, int code) {
		GatewaySession session = connection.session();
		if (session == null || session.connection() != connection) {
			return;
		}
		abandon(session, code);
		if (CloseCodes.endSession(code)) {
			end(session, "closed with " + code);
		}
	}

	/**
	 * The client has seen all up to a sequence number.
	 */
	public void acknowledge(GatewaySession session, long sequence) {
		this.record.deliveryLog().acknowledged(session.number(), Math.min(sequence, session.sequence()));
	}

	/**
	 * Declare a session invalid.
	 * @param resumable whether it can be resumed, on a new connection; else it ends
	 */
	public void invalidate(GatewaySession session, GatewayConnection connection, boolean resumable) {
		abandon(session, 0);
		if (!resumable) {
			end(session, "op 9");
		}
		connection.invalidate(resumable);
	}

	private void abandon(GatewaySession session, int code) {
		int detachment = this.monitor.change(() -> session.detach(code));
		if (!session.isReady()) {
			ledger().abandoned(session.shard().id());
		}
		later(this.settings.sessionLifetime, () -> {
			if (session.isAbandonedSince(detachment)) {
				end(session, "not resumed within " + this.settings.sessionLifetime);
			}
		});
	}

	public void end(GatewaySession session, String reason) {
		if (this.sessions.remove(session.id()) == null) {
			return;
		}
		this.index.remove(session);
		GatewayConnection connection = session.connection();
		this.monitor.update(() -> {
			session.end(Moment.now(), reason);
			if (connection != null) {
				session.detach(0);
			}
		});
		this.record.deliveryLog().ended(session.number(), reason);
		this.requests.ended(session);
	}

	/**
	 * The token no longer works, and all sessions are over.
	 */
	public void revokeToken() {
		revokeToken(4004);
	}

	void revokeToken(int closeCode) {
		this.account.invalidateToken();
		for (GatewaySession session : sessions()) {
			GatewayConnection connection = session.connection();
			if (connection != null) {
				connection.close(closeCode, "the token is no longer valid");
			}
			end(session, "the token is no longer valid");
		}
	}

	/**
	 * Tell the sessions of a guild's shard, whatever their number of shards is.
	 */
	public void publish(EmulatorGuild guild, String type, long subject, int intent, IntFunction<EventBody> body) {
		int told = 0;
		int needed = intent | this.hearers.intents(type, subject);
		List<GatewaySession> covering = this.index.of(guild);
		for (GatewaySession session : covering) {
			if (session.covers(guild) && Intents.has(session.intents(), needed)
					&& this.hearers.include(session, guild, type, covering)) {
				dispatch(session, guild.id(), type, subject, body.apply(session.intents()));
				told++;
			}
		}
		this.record.deliveryLog().published(type, subject, guild.id(), told);
	}

	/**
	 * Answer a request of a session.
	 */
	void reply(GatewaySession session, String type, long subject, EventBody body) {
		if (Intents.has(session.intents(), EventIntents.inGuild(type))) {
			dispatch(session, 0, type, subject, body);
		}
	}

	/**
	 * Tell the sessions of shard 0, where all goes that belongs to no guild.
	 */
	public void publishDirect(String type, long subject, int intent, EventBody body) {
		int told = 0;
		int needed = intent | EventIntents.direct(type);
		for (GatewaySession session : sessions()) {
			if (session.shard().id() == 0 && Intents.has(session.intents(), needed)) {
				dispatch(session, 0, type, subject, body);
				told++;
			}
		}
		this.record.deliveryLog().published(type, subject, 0, told);
	}

	private void dispatch(GatewaySession session, long guild, String type, long subject, EventBody body) {
		if (session.disturbances().isEmpty()) {
			put(session, type, subject, body, true);
		}
		else {
			Disturbances.pass(new Outgoing(session, guild, type, subject, body), this::put);
		}
	}

	private void put(Outgoing dispatch) {
		put(dispatch.session(), dispatch.type(), dispatch.subject(), dispatch.body(), dispatch.written());
		dispatch.session().disturbances().forEach((disturbance) -> disturbance.dispatched(dispatch.session()));
	}

	private void put(GatewaySession session, String type, long subject, EventBody body, boolean written) {
		GatewaySession.Dispatch dispatch = session.append(type, body);
		GatewayConnection connection = session.connection();
		this.record.deliveryLog()
			.dispatched(session.number(), dispatch.sequence(), type, subject,
					(connection != null && written) ? connection.number() : 0);
		if (connection != null && written) {
			connection.dispatch(dispatch);
		}
	}

	public void later(Duration delay, Runnable task) {
		ScheduledFuture<?> unused = this.loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

}
