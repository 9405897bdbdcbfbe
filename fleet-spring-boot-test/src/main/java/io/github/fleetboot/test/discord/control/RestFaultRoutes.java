package io.github.fleetboot.test.discord.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.RateLimitScope;
import io.github.fleetboot.test.discord.RestFault;
import io.github.fleetboot.test.discord.RestFaults;

/**
 * Faults of the REST API by name.
 */
final class RestFaultRoutes {

	private static final List<String> CHOICE = List.of("method", "route", "percent", "after", "afterRequests", "times",
			"during");

	private static final int ALL = 100;

	private final DiscordEmulator discord;

	private final NamedActions faults;

	RestFaultRoutes(DiscordEmulator discord, NamedActions faults) {
		this.discord = discord;
		this.faults = faults;
	}

	void add() {
		add("rest-too-many-requests", List.of("scope", "retryAfter"),
				(chosen, call) -> chosen.tooManyRequests(call.constant("scope", RateLimitScope.class),
						call.seconds("retryAfter", Duration.ofSeconds(1))));
		add("rest-status", List.of("status"), (chosen, call) -> chosen.status(FaultRoutes.status(call)));
		add("rest-latency", List.of("delay"), (chosen, call) -> chosen.latency(call.seconds("delay")));
		add("rest-lose-answer", List.of(), (chosen, call) -> chosen.loseAnswer());
		add("rest-reset", List.of(), (chosen, call) -> chosen.resetConnection());
		add("rest-claim-remaining", List.of("remaining"),
				(chosen, call) -> chosen.claimRemaining(call.count("remaining", Integer.MAX_VALUE)));
		add("rest-claim-reset-after", List.of("resetAfter"),
				(chosen, call) -> chosen.claimResetAfter(call.seconds("resetAfter")));
		add("rest-omit-limit-headers", List.of(), (chosen, call) -> chosen.omitLimitHeaders());
		add("rest-change-bucket", List.of(), (chosen, call) -> chosen.changeBucket());
		this.faults.add("ban", List.of("address", "length"), (call) -> {
			this.discord.fail().rest().ban(call.text("address"), call.seconds("length"));
			return NamedActions.done();
		});
	}

	private void add(String name, List<String> parameters, BiFunction<RestFaults, ControlCall, RestFault> fault) {
		List<String> all = new ArrayList<>(CHOICE);
		all.addAll(parameters);
		this.faults.add(name, all, (call) -> {
			RestFault started = fault.apply(chosen(call), call);
			return ControlJson.object().put("struck", started.struck());
		});
	}

	private RestFaults chosen(ControlCall call) {
		RestFaults chosen = this.discord.fail().rest();
		if (call.has("method")) {
			chosen.method(call.text("method"));
		}
		if (call.has("route")) {
			chosen.route(call.text("route"));
		}
		if (call.has("percent")) {
			chosen.percent(call.count("percent", ALL));
		}
		if (call.has("after")) {
			chosen.after(call.seconds("after"));
		}
		if (call.has("afterRequests")) {
			chosen.afterRequests(call.count("afterRequests", Integer.MAX_VALUE));
		}
		if (call.has("times")) {
			chosen.times(call.count("times", Integer.MAX_VALUE));
		}
		if (call.has("during")) {
			chosen.lasting(call.seconds("during"));
		}
		return chosen;
	}

}
