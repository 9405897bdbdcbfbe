package io.github.fleetboot.test.discord.gateway;

import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.record.Frame;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.rules.GatewayRules;
import io.github.fleetboot.test.discord.rules.PresenceExcess;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One connection to the gateway: reads its payloads and keeps the rules that need no
 * knowledge of sessions. Used by the emulator's thread only.
 */
public final class GatewayConnection {

	/**
	 * No close frame was seen.
	 */
	public static final int BROKEN = 1006;

	/**
	 * The close frame held no code.
	 */
	public static final int NO_STATUS = 1005;

	private static final Logger logger = LoggerFactory.getLogger(GatewayConnection.class);

	private static final int MAX_PAYLOAD = 4096;

	private enum State {

		OPEN, IDENTIFYING, LIVE, INVALIDATED, CLOSING, CLOSED

	}

	private final GatewaySocket socket;

	private final Gateway gateway;

	private final PayloadEncoding encoding;

	private final GatewayRules rules;

	private final long heartbeatNanos;

	private final int outboundLimit;

	private final SendAllowance payloads;

	private final SendAllowance presences;

	private final int number;

	private State state = State.OPEN;

	private @Nullable GatewaySession session;

	private long lastBeat = System.nanoTime();

	private boolean mute;

	private boolean reading = true;

	public GatewayConnection(GatewaySocket socket, PayloadEncoding encoding, Gateway gateway, Settings settings) {
		this.socket = socket;
		this.encoding = encoding;
		this.gateway = gateway;
		this.rules = settings.gatewayRules;
		this.payloads = SendAllowance.ofPayloads(this.rules.sendWindow());
		this.presences = SendAllowance.ofPresences(this.rules.sendWindow());
		this.heartbeatNanos = settings.heartbeatInterval.toNanos();
		this.outboundLimit = settings.outboundLimit;
		this.number = gateway.connected();
	}

	/**
	 * The connection's number in the record, from 1.
	 */
	public int number() {
		return this.number;
	}

	public void open() {
		if (this.gateway.disturbances().opening(this)) {
			greet();
		}
	}

	/**
	 * Send HELLO.
	 */
	public void greet() {
		long interval = TimeUnit.NANOSECONDS.toMillis(this.heartbeatNanos);
		send(Op.HELLO, Json.object().put("heartbeat_interval", interval));
		watchHeartbeat();
	}

	public @Nullable GatewaySession session() {
		return this.session;
	}

	/**
	 * Take a message of the client.
	 */
	public void receive(byte[] message) {
		if (this.mute || this.state == State.CLOSING || this.state == State.CLOSED) {
			return;
		}
		Moment now = Moment.now();
		JsonNode payload = (message.length <= MAX_PAYLOAD) ? this.encoding.read(message) : null;
		this.gateway.frames()
			.received(this.number, sessionId(), (payload != null) ? (int) Json.number(payload, "op", -1) : -1,
					message.length);
		if (!this.payloads.take(now.nanos())) {
			violate(4008, "more than 120 payloads in 60 s");
			return;
		}
		if (message.length > MAX_PAYLOAD) {
			violate(4002, "a payload of " + message.length + " bytes");
			return;
		}
		if (payload == null || !payload.isObject()) {
			violate(4002, "a payload that is no object in the encoding " + this.encoding);
			return;
		}
		receive(payload, now);
	}

	private void receive(JsonNode payload, Moment now) {
		JsonNode code = payload.path("op");
		int op = code.isInt() ? code.intValue() : -1;
		JsonNode data = payload.get("d");
		switch (op) {
			case Op.HEARTBEAT -> beat(data, now);
			case Op.IDENTIFY -> {
				if (this.state == State.LIVE || this.state == State.IDENTIFYING) {
					violate(4005, "a second IDENTIFY");
				}
				else {
					this.gateway.identify(this, data, now);
				}
			}
			case Op.RESUME -> {
				if (this.state == State.LIVE || this.state == State.IDENTIFYING) {
					violate(4005, "a RESUME after IDENTIFY");
				}
				else {
					this.gateway.resume(this, data, now);
				}
			}
			case Op.PRESENCE, Op.VOICE_STATE, Op.REQUEST_MEMBERS, Op.SOUNDBOARD_SOUNDS, Op.CHANNEL_INFO ->
				request(op, data, now);
			default -> violate(4001, "op " + code);
		}
	}

	private void beat(@Nullable JsonNode data, Moment now) {
		String problem = PayloadRules.check(Op.HEARTBEAT, data);
		if (problem != null) {
			violate(4001, "a heartbeat of which " + problem);
			return;
		}
		this.lastBeat = now.nanos();
		if (this.session != null) {
			this.gateway.acknowledge(this.session, (data != null) ? data.asLong(0) : 0);
		}
		if (Disturbances.acknowledges(this.session)) {
			send(Op.HEARTBEAT_ACK, null);
		}
	}

	private void request(int op, @Nullable JsonNode data, Moment now) {
		GatewaySession session = this.session;
		if (session == null) {
			violate(4003, "op " + op + " without a session");
			return;
		}
		String problem = PayloadRules.check(op, data);
		if (data == null || problem != null) {
			violate(4001, "op " + op + " of which " + problem);
		}
		else if (op == Op.PRESENCE && !this.presences.take(now.nanos())) {
			refusePresence();
		}
		else {
			this.gateway.requests().answer(session, op, data, now);
		}
	}

	private void refusePresence() {
		String reason = "more than 5 presence updates in 20 s";
		if (this.rules.presenceExcess() == PresenceExcess.CLOSED) {
			violate(4008, reason);
		}
		else {
			this.gateway.violated(this, 0, reason);
		}
	}

	/**
	 * Compress payloads one by one, as an IDENTIFY asked.
	 */
	void compressPayloads() {
		this.socket.compressPayloads();
	}

	/**
	 * Where the client is.
	 * @return its address and port
	 */
	String source() {
		return this.socket.source();
	}

	/**
	 * An IDENTIFY was refused, op 9 will follow.
	 */
	public void awaitInvalidation() {
		this.state = State.IDENTIFYING;
	}

	public void serve(GatewaySession session) {
		this.session = session;
		this.state = State.LIVE;
		session.disturbances().forEach((disturbance) -> disturbance.connected(this));
	}

	/**
	 * Send op 9. The connection stays open for another IDENTIFY.
	 */
	public void invalidate(boolean resumable) {
		this.session = null;
		if (this.state != State.CLOSING && this.state != State.CLOSED) {
			this.state = State.INVALIDATED;
		}
		send(Op.INVALID_SESSION, Json.bool(resumable));
	}

	public void send(int op, @Nullable JsonNode data) {
		write(op, null, 0, Json.operation(op, data));
	}

	/**
	 * Send a dispatch, for the first time or again.
	 */
	public void dispatch(GatewaySession.Dispatch dispatch) {
		write(Op.DISPATCH, dispatch.type(), dispatch.sequence(), dispatch.bytes());
	}

	private void write(int op, @Nullable String type, long sequence, byte[] payload) {
		if (this.mute || this.state == State.CLOSING || this.state == State.CLOSED) {
			return;
		}
		this.gateway.frames().sent(this.number, sessionId(), op, type, sequence, payload.length);
		if (!this.socket.send(payload)) {
			this.gateway.violated(this, BROKEN, "more than " + this.outboundLimit + " bytes were not read");
			reset();
		}
	}

	private @Nullable String sessionId() {
		return (this.session != null) ? this.session.id() : null;
	}

	boolean isCongested() {
		return this.socket.isCongested();
	}

	/**
	 * Neither say nor hear anything any more.
	 */
	public void mute() {
		this.mute = true;
	}

	public void stopReading() {
		this.reading = false;
		this.socket.read(false);
	}

	public void readOn() {
		this.reading = true;
		this.lastBeat = System.nanoTime();
		this.socket.read(true);
	}

	/**
	 * Send each payload in so many parts.
	 */
	public void cut(FrameCutter cutter, int parts) {
		this.socket.cut(cutter, parts);
	}

	/**
	 * Let so many bytes a second out; 0 for any.
	 */
	public void slowDown(int bytesPerSecond) {
		this.socket.slowDown(bytesPerSecond);
	}

	public void violate(int closeCode, String reason) {
		this.gateway.violated(this, closeCode, reason);
		close(closeCode, reason);
	}

	/**
	 * Close from this side.
	 */
	public void close(int code, String reason) {
		if (this.state == State.CLOSING || this.state == State.CLOSED) {
			return;
		}
		logger.debug("Closing a connection with {}: {}", code, reason);
		this.state = State.CLOSING;
		this.gateway.frames().closed(this.number, sessionId(), Frame.Direction.TO_CLIENT, code);
		this.gateway.disconnected(this, code);
		this.socket.sayGoodbye(code, reason);
	}

	/**
	 * Drop the TCP connection without a word.
	 */
	public void reset() {
		if (this.state == State.CLOSED) {
			return;
		}
		broken();
		this.socket.reset();
	}

	/**
	 * The client's close frame was received.
	 */
	public void closedByClient(int code) {
		if (this.state == State.CLOSING || this.state == State.CLOSED) {
			this.socket.close();
			return;
		}
		this.state = State.CLOSING;
		this.gateway.frames().closed(this.number, sessionId(), Frame.Direction.FROM_CLIENT, code);
		this.gateway.disconnected(this, code);
		this.socket.returnGoodbye(code);
	}

	/**
	 * The TCP connection is gone.
	 */
	public void broken() {
		boolean unexpected = this.state != State.CLOSING && this.state != State.CLOSED;
		this.state = State.CLOSED;
		if (unexpected) {
			this.gateway.frames().closed(this.number, sessionId(), Frame.Direction.FROM_CLIENT, BROKEN);
			this.gateway.disconnected(this, BROKEN);
		}
	}

	public void released() {
		broken();
		this.socket.release();
	}

	private void watchHeartbeat() {
		long patience = this.heartbeatNanos + (long) (this.heartbeatNanos * this.rules.heartbeatGrace());
		long left = this.lastBeat + patience - System.nanoTime();
		if (this.state == State.CLOSING || this.state == State.CLOSED) {
			return;
		}
		if (this.mute || !this.reading) {
			this.socket.after(this.heartbeatNanos, this::watchHeartbeat);
			return;
		}
		if (left <= 0) {
			violate(this.rules.missedHeartbeat().closeCode(),
					"no heartbeat in " + (1 + this.rules.heartbeatGrace()) + " intervals");
			return;
		}
		this.socket.after(left, this::watchHeartbeat);
	}

}
