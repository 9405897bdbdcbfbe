package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The REST API: finds the route, checks who asks and how often, and records the answer.
 * Used by the emulator's thread only.
 *
 * @see <a href= "https://docs.discord.com/developers/reference">API reference</a>
 */
public final class RestApi {

	private static final String PREFIX = "api/";

	private static final String VERSION = "v10/";

	private final List<Route> routes = new ArrayList<>();

	private final BotAccount account;

	private final RateLimits limits;

	private final DiscordRecord record;

	private int outage;

	public RestApi(Settings settings, BotAccount account, DiscordRecord record) {
		this.account = account;
		this.limits = new RateLimits(settings);
		this.record = record;
	}

	public void add(Route route) {
		this.routes.add(route);
	}

	/**
	 * Answer all requests with a status, or none if it is 0.
	 */
	public void outage(int status) {
		this.outage = status;
	}

	public RestResponse answer(RestRequest request) {
		RestRequest found = request;
		Route route = null;
		RestResponse response;
		try {
			String path = withoutPrefix(request.path());
			found = withPath(request, path);
			List<String> segments = Route.segments(path);
			for (Route candidate : this.routes) {
				Map<String, String> variables = candidate.match(request.method(), segments);
				if (variables != null) {
					route = candidate;
					found = found.with(variables);
					break;
				}
			}
			response = answer(route, found);
		}
		catch (RestException ex) {
			response = ex.response();
		}
		response.header("via", "1.1 google");
		String template = (route != null) ? route.template() : null;
		this.record.add(new DiscordRecord.Request(request.time(), request.method(), found.path(), template,
				response.status(), response.code(), response.headers().get("X-RateLimit-Scope")));
		return response;
	}

	private RestResponse answer(@Nullable Route route, RestRequest request) {
		if (this.outage != 0) {
			return new RestResponse(this.outage, null);
		}
		if (route == null) {
			return RestResponse.error(404, 0, "404: Not Found");
		}
		if (route.access() == Route.Access.BOT && !authorized(request)) {
			return RestResponse.error(401, 0, "401: Unauthorized");
		}
		RestResponse response = this.limits.take(route, request);
		if (response == null) {
			try {
				response = route.handler().apply(request);
			}
			catch (RestException ex) {
				response = ex.response();
			}
		}
		if (!response.headers().containsKey("X-RateLimit-Global")) {
			this.limits.describe(route, request, response);
		}
		return response;
	}

	private boolean authorized(RestRequest request) {
		String authorization = request.authorization();
		return authorization != null && authorization.startsWith("Bot ")
				&& this.account.accepts(authorization.substring("Bot ".length()));
	}

	private static RestRequest withPath(RestRequest request, String path) {
		return new RestRequest(request.time(), request.method(), path, request.parameters(), request.query(),
				request.authorization(), request.document(), request.hasBody());
	}

	private static String withoutPrefix(String path) {
		String rest = path.startsWith("/") ? path.substring(1) : path;
		if (!rest.startsWith(PREFIX)) {
			return rest;
		}
		rest = rest.substring(PREFIX.length());
		if (!rest.startsWith(VERSION)) {
			throw new RestException(400, 50041, "Invalid API version provided");
		}
		return rest.substring(VERSION.length());
	}

}
