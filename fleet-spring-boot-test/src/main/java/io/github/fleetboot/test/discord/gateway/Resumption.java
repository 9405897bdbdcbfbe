package io.github.fleetboot.test.discord.gateway;

import java.util.List;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.rules.SessionTakeover;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Resumes sessions, or tells why not.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#resuming">Resuming</a>
 */
final class Resumption {

	private final Settings settings;

	private final BotAccount account;

	private final DiscordRecord record;

	private final Monitor monitor;

	private final Gateway gateway;

	Resumption(Settings settings, BotAccount account, DiscordRecord record, Monitor monitor, Gateway gateway) {
		this.settings = settings;
		this.account = account;
		this.record = record;
		this.monitor = monitor;
		this.gateway = gateway;
	}

	void resume(GatewayConnection connection, @Nullable JsonNode data, Moment now) {
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
		GatewaySession session = this.gateway.session(id);
		if (session == null) {
			refuseResume(connection, now, id, seen, "unknown session");
			return;
		}
		if (seen > session.sequence() || seen < 0) {
			String reason = "seq " + seen + " when the last one is " + session.sequence();
			recordRefusal(connection, now, id, seen, reason);
			this.gateway.end(session, "RESUME with " + reason);
			connection.violate(4007, reason);
			return;
		}
		if (!this.gateway.disturbances().resuming(connection, session)) {
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
			this.gateway.end(session, reason);
			refuseResume(connection, now, id, seen, reason);
			return;
		}
		this.gateway.acknowledge(session, seen);
		if (previous != null) {
			previous.close(4000, "the session was resumed elsewhere");
		}
		this.monitor.update(() -> session.attach(connection));
		connection.serve(session);
		List<GatewaySession.Dispatch> replay = Disturbances.replay(session, missed);
		this.record.add(new DiscordRecord.Resume(now, connection.source(), id, seen, replay.size(), null));
		replay.forEach(connection::dispatch);
		this.record.deliveryLog()
			.replayed(session.number(), seen, replay.isEmpty() ? session.sequence() + 1 : replay.get(0).sequence(),
					session.sequence());
		this.gateway.dispatch(session, 0, "RESUMED", 0, EventBody.of(Json.bytes(Json.object())));
	}

	private void refuseResume(GatewayConnection connection, Moment now, String id, long seen, String reason) {
		recordRefusal(connection, now, id, seen, reason);
		connection.invalidate(false);
	}

	private void recordRefusal(GatewayConnection connection, Moment now, String id, long seen, String reason) {
		this.record.add(new DiscordRecord.Resume(now, connection.source(), id, seen, -1, reason));
	}

}
