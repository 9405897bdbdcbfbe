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

/**
 * The gateway's sessions: starts, resumes and ends them, and hands out dispatches. Used
 * by the emulator's thread only.
 */
public final class Gateway {

	private final Settings settings;

	private final BotAccount account;

	private final DiscordRecord record;

	private final Monitor monitor;

	private final EventLoop loop;

	private final Admission admission;

	private final Resumption resumption;

	private final GuildIntroductions introductions;

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
		this.record = record;
		this.monitor = monitor;
		this.loop = loop;
		this.admission = new Admission(settings, account, world, record, this);
		this.hearers = new Hearers(account, settings.gatewayRules);
		this.requests = new SessionRequests(account, world, settings.gatewayRules, this);
		this.introductions = new GuildIntroductions(settings, account, world, monitor, this);
		this.resumption = new Resumption(settings, account, record, monitor, this);
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
	 * What tells sessions of guilds.
	 */
	public GuildIntroductions introductions() {
		return this.introductions;
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

	@Nullable GatewaySession session(String id) {
		return this.sessions.get(id);
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
	 * The bot was added to a guild.
	 */
	public void joined(EmulatorGuild guild) {
		List<GatewaySession> told = this.index.of(guild);
		for (GatewaySession session : told) {
			if (session.add(guild)) {
				this.introductions.tell(session, guild);
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
		this.resumption.resume(connection, data, now);
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

	/**
	 * Put a dispatch out to a session, through all that disturbs it.
	 */
	void dispatch(GatewaySession session, long guild, String type, long subject, EventBody body) {
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

	/**
	 * Do something when others had their turn.
	 */
	void soon(Runnable task) {
		this.loop.execute(task);
	}

	public void later(Duration delay, Runnable task) {
		ScheduledFuture<?> unused = this.loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

}
