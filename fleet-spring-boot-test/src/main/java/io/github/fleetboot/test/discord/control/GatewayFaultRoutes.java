package io.github.fleetboot.test.discord.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import io.github.fleetboot.test.discord.ConnectionFaults;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.GatewayFaults;
import io.github.fleetboot.test.discord.OngoingFault;
import tools.jackson.databind.node.ObjectNode;

/**
 * Faults of the gateway by name.
 */
final class GatewayFaultRoutes {

	private static final int MOST_CODE = 4999;

	private final FaultChoice choice;

	private final NamedActions faults;

	GatewayFaultRoutes(DiscordEmulator discord, NamedActions faults) {
		this.choice = new FaultChoice(discord);
		this.faults = faults;
	}

	void add() {
		ofSessions("close", List.of("code"), (chosen, call) -> chosen.close(code(call)));
		ofSessions("reset", List.of(), (chosen, call) -> chosen.reset());
		ofSessions("reconnect", List.of(), (chosen, call) -> chosen.reconnect());
		ofSessions("restart", List.of("grace"), (chosen, call) -> chosen.restart(call.seconds("grace")));
		ofSessions("invalidate", List.of("resumable"), (chosen, call) -> chosen.invalidate(call.flag("resumable")));
		ofSessions("request-heartbeat", List.of(), (chosen, call) -> chosen.requestHeartbeat());
		ofSessions("mute", List.of(), (chosen, call) -> chosen.mute());
		ofSessions("ignore-heartbeats", List.of(), (chosen, call) -> chosen.ignoreHeartbeats());
		ofSessions("stop-reading", List.of(), (chosen, call) -> chosen.stopReading());
		ofSessions("slow-down", List.of("bytesPerSecond"),
				(chosen, call) -> chosen.slowDown(FaultChoice.number(call, "bytesPerSecond")));
		ofSessions("split-messages", List.of("parts"),
				(chosen, call) -> chosen.splitMessages(FaultChoice.number(call, "parts")));
		ofSessions("fragment-messages", List.of("parts"),
				(chosen, call) -> chosen.fragmentMessages(FaultChoice.number(call, "parts")));
		addStartAndResume();
		addEvents();
		addConnections();
	}

	private void addStartAndResume() {
		ofSessions("brick-resumes", List.of("seconds"), (chosen, call) -> chosen.brickResumes(call.seconds("seconds")));
		ofSessions("refuse-resume-url", List.of(), (chosen, call) -> chosen.refuseResumeUrl());
		ofSessions("mute-resume-url", List.of(), (chosen, call) -> chosen.muteResumeUrl());
		ofSessions("delay-ready", List.of("delay"), (chosen, call) -> chosen.delayReady(call.seconds("delay")));
		ofSessions("outage", List.of(), (chosen, call) -> chosen.outage());
		ofSessions("withhold-guilds", List.of(), (chosen, call) -> chosen.withholdGuilds());
		ofSessions("slow-guilds", List.of("pace"), (chosen, call) -> chosen.slowGuilds(call.seconds("pace")));
	}

	private void addEvents() {
		ofSessions("silence", List.of(), (chosen, call) -> chosen.silence());
		ofSessions("lose-events", List.of("share"),
				(chosen, call) -> chosen.loseEvents(FaultChoice.number(call, "share")));
		ofSessions("repeat-events", List.of("share"),
				(chosen, call) -> chosen.repeatEvents(FaultChoice.number(call, "share")));
		ofSessions("delay-events", List.of("delay"), (chosen, call) -> chosen.delayEvents(call.seconds("delay")));
		ofSessions("reorder-events", List.of("most"), (chosen, call) -> chosen.reorderEvents(call.seconds("most")));
		ofSessions("reorder-across-guilds", List.of("most"),
				(chosen, call) -> chosen.reorderAcrossGuilds(call.seconds("most")));
		ofSessions("vary-payloads", List.of(), (chosen, call) -> chosen.varyPayloads());
		ofSessions("skip-on-replay", List.of("events"),
				(chosen, call) -> chosen.skipOnReplay(FaultChoice.number(call, "events")));
		ofSessions("repeat-on-replay", List.of("events"),
				(chosen, call) -> chosen.repeatOnReplay(FaultChoice.number(call, "events")));
		ofSessions("shorten-replay", List.of("events"),
				(chosen, call) -> chosen.shortenReplay(FaultChoice.number(call, "events")));
	}

	private void addConnections() {
		ofConnections("connection-close", List.of("code"), (chosen, call) -> chosen.close(code(call)));
		ofConnections("connection-reset", List.of(), (chosen, call) -> chosen.reset());
		ofConnections("connection-mute", List.of(), (chosen, call) -> chosen.mute());
		ofConnections("reconnect-before-hello", List.of(), (chosen, call) -> chosen.reconnectBeforeHello());
		ofConnections("reconnect-instead-of-hello", List.of(), (chosen, call) -> chosen.reconnectInsteadOfHello());
		ofConnections("reconnect-after-hello", List.of(), (chosen, call) -> chosen.reconnectAfterHello());
		ofConnections("delay-hello", List.of("delay"), (chosen, call) -> chosen.delayHello(call.seconds("delay")));
	}

	private void ofSessions(String name, List<String> parameters,
			BiFunction<GatewayFaults<?>, ControlCall, Object> fault) {
		List<String> all = new ArrayList<>(FaultChoice.OF_SESSIONS);
		all.addAll(parameters);
		this.faults.add(name, all, (call) -> struck(fault.apply(this.choice.sessions(call), call)));
	}

	private void ofConnections(String name, List<String> parameters,
			BiFunction<ConnectionFaults, ControlCall, OngoingFault> fault) {
		List<String> all = new ArrayList<>(FaultChoice.OF_CONNECTIONS);
		all.addAll(parameters);
		this.faults.add(name, all, (call) -> {
			return struck(fault.apply(this.choice.connections(call), call));
		});
	}

	private static ObjectNode struck(Object result) {
		int count = (result instanceof OngoingFault fault) ? fault.struck() : (Integer) result;
		return ControlJson.object().put("struck", count);
	}

	private static int code(ControlCall call) {
		return call.count("code", 4000, MOST_CODE);
	}

}
