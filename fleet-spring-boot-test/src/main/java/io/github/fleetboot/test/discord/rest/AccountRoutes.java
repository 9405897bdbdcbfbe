package io.github.fleetboot.test.discord.rest;

import java.util.function.Supplier;

import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.gateway.IdentifyLedger;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bot asks about itself and the gateway.
 */
final class AccountRoutes {

	private final Settings settings;

	private final BotAccount account;

	private final Gateway gateway;

	AccountRoutes(Settings settings, BotAccount account, Gateway gateway) {
		this.settings = settings;
		this.account = account;
		this.gateway = gateway;
	}

	void addTo(RestApi api) {
		api.add(new Route("GET", "gateway", Route.Access.OPEN, (request) -> null,
				(request) -> RestResponse.ok(Json.object().put("url", this.gateway.url()))));
		RateLimit limit = new RateLimit("gateway/bot", this.settings.rest.gatewayBotLimit,
				this.settings.rest.gatewayBotLimitWindow);
		api.add(Route.bot("GET", "gateway/bot", limit, (request) -> RestResponse.ok(gatewayForBots())));
		api.add(get("users/@me", () -> this.account.user().selfJson()));
		api.add(get("applications/@me", this.account::applicationJson));
		api.add(get("oauth2/applications/@me", this.account::applicationJson));
	}

	private static Route get(String template, Supplier<ObjectNode> body) {
		return Route.bot("GET", template, RateLimit.perFiveSeconds(template, 10),
				(request) -> RestResponse.ok(body.get()));
	}

	private ObjectNode gatewayForBots() {
		long now = System.nanoTime();
		IdentifyLedger ledger = this.gateway.ledger();
		ObjectNode body = Json.object().put("url", this.gateway.url()).put("shards", this.account.recommendedShards());
		body.putObject("session_start_limit")
			.put("total", ledger.total())
			.put("remaining", ledger.remaining(now))
			.put("reset_after", ledger.resetAfter(now).toMillis())
			.put("max_concurrency", ledger.maxConcurrency());
		return body;
	}

}
