package io.github.fleetboot.test.discord.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import tools.jackson.databind.node.ObjectNode;

/**
 * Faults by name.
 */
final class FaultRoutes {

	private static final long ANSWER_FIRST = 100;

	private final DiscordEmulator discord;

	private final NamedActions faults = new NamedActions("fault");

	FaultRoutes(DiscordEmulator discord) {
		this.discord = discord;
		new GatewayFaultRoutes(discord, this.faults).add();
		this.faults.add("rest", List.of("status"), (call) -> {
			discord.fail().rest(status(call));
			return NamedActions.done();
		});
		new RestFaultRoutes(discord, this.faults).add();
		this.faults.add("withdraw-intent", List.of("intent"), (call) -> {
			discord.fail().withdraw(call.constant("intent", PrivilegedIntent.class));
			return NamedActions.done();
		});
		this.faults.add("invalidate-token", List.of(), (call) -> {
			discord.fail().invalidateToken();
			return NamedActions.done();
		});
		this.faults.add("black-hole", List.of("seconds"), (call) -> outage(call, () -> discord.fail().blackHole()));
		this.faults.add("refuse-connections", List.of("seconds"),
				(call) -> outage(call, () -> discord.fail().refuseConnections()));
	}

	List<ControlRoute> routes() {
		List<ControlRoute> routes = new ArrayList<>(this.faults.routes("/faults", "break something"));
		routes.add(new ControlRoute("DELETE", "/faults", List.of(), "end all outages", (call) -> {
			this.discord.fail().heal();
			return NamedActions.done();
		}));
		return routes;
	}

	/**
	 * Nobody could end it over HTTP, so it ends by itself.
	 */
	private ObjectNode outage(ControlCall call, Runnable begin) {
		long millis = call.seconds("seconds").toMillis();
		CompletableFuture.delayedExecutor(ANSWER_FIRST, TimeUnit.MILLISECONDS).execute(() -> {
			begin.run();
			CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
				if (this.discord.isRunning()) {
					this.discord.fail().heal();
				}
			});
		});
		return NamedActions.done();
	}

	static int status(ControlCall call) {
		int status = (int) call.number("status");
		if (status < 400 || status > 599) {
			throw ControlException.bad("'status' is " + status + ", but must be from 400 to 599, such as 503");
		}
		return status;
	}

}
