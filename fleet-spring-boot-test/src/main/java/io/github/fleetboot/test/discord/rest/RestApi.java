package io.github.fleetboot.test.discord.rest;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import io.netty.handler.codec.http.QueryStringDecoder;
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

	private static final Pattern USER_AGENT = Pattern
		.compile("DiscordBot \\([^,()\\s]+, ?[^,()]+\\).*|[\\w.-]+/\\S+ \\(https?://[^()\\s]+\\).*");

	private final RouteTable routes;

	private final Settings settings;

	private final BotAccount account;

	private final RateLimits limits;

	private final InvalidRequests invalidRequests;

	private final RestTroubles troubles;

	private final DiscordRecord record;

	/**
	 * Create an API without routes.
	 * @param settings the settings
	 * @param account the bot's account
	 * @param record where requests are recorded
	 */
	public RestApi(Settings settings, BotAccount account, DiscordRecord record) {
		this.routes = new RouteTable(Map.of("application", Json.id(account.applicationId())));
		this.settings = settings;
		this.account = account;
		this.limits = new RateLimits(settings);
		this.invalidRequests = new InvalidRequests(settings.rest);
		this.troubles = new RestTroubles(this.limits, this.invalidRequests, settings);
		this.record = record;
	}

	void add(Route route) {
		this.routes.add(route);
	}

	RateLimits limits() {
		return this.limits;
	}

	/**
	 * The troubles that strike requests.
	 * @return the troubles
	 */
	public RestTroubles troubles() {
		return this.troubles;
	}

	/**
	 * Answer a request.
	 * @param request the request, with its path as it came
	 * @return the answer
	 */
	public RestResponse answer(RestRequest request) {
		RestResponse refusal = this.invalidRequests.refusal(request);
		if (refusal != null) {
			record(Exchange.unknown(request, null), refusal, "banned");
			return refusal;
		}
		Exchange exchange = Exchange.unknown(request, null);
		RestResponse response;
		RestTroubles.Strike strike = RestTroubles.Strike.NONE;
		try {
			exchange = find(request);
			checkUserAgent(exchange);
			strike = this.troubles.strike(exchange);
			response = answer(exchange, strike);
		}
		catch (RestException ex) {
			response = ex.response();
		}
		strike.alter(exchange, response);
		response.header("via", "1.1 google");
		record(exchange, response, strike.name());
		return response;
	}

	private void checkUserAgent(Exchange exchange) {
		int status = this.settings.rest.invalidUserAgentStatus;
		String agent = exchange.request().userAgent();
		Route route = exchange.route();
		boolean checked = status != 0 && (route == null || route.access() != Route.Access.CDN);
		if (checked && (agent == null || !USER_AGENT.matcher(agent).matches())) {
			throw new RestException(status, 40333, "internal network error");
		}
	}

	private Exchange find(RestRequest request) {
		String path = withoutPrefix(request.path());
		List<String> segments = Route.segments(path);
		if (path.indexOf('%') >= 0) {
			segments = segments.stream().map(QueryStringDecoder::decodeComponent).toList();
		}
		RouteTable.Match match = this.routes.find(request.method(), segments);
		if (match == null) {
			boolean otherMethod = this.routes.knows(segments);
			return Exchange.unknown(request.at(path, Map.of()),
					otherMethod ? RestResponse.error(405, 0, "405: Method Not Allowed")
							: RestResponse.error(404, 0, "404: Not Found"));
		}
		return Exchange.of(request.at(path, match.variables()), match.route());
	}

	private RestResponse answer(Exchange exchange, RestTroubles.Strike strike) {
		RestResponse inStead = strike.answerInStead(exchange);
		Route route = exchange.route();
		if (inStead != null) {
			return describe(exchange, inStead);
		}
		if (route == null) {
			RestResponse unknown = exchange.unknown();
			return (unknown != null) ? unknown : RestResponse.error(404, 0, "404: Not Found");
		}
		RestRequest request = exchange.request();
		if (route.access() == Route.Access.BOT && !authorized(request)) {
			return RestResponse.error(401, 0, "401: Unauthorized");
		}
		RestResponse limited = this.limits.take(route, exchange.limit(), request);
		return describe(exchange, (limited != null) ? limited : handle(route, request));
	}

	private RestResponse handle(Route route, RestRequest request) {
		try {
			if (request.payload().size() > this.settings.rest.maxRequestSize) {
				throw new RestException(413, 40005, "Request entity too large");
			}
			request.payload().checkType();
			return route.handler().apply(request);
		}
		catch (RestException ex) {
			return ex.response();
		}
		catch (LimitedException ex) {
			return ex.response();
		}
	}

	private RestResponse describe(Exchange exchange, RestResponse response) {
		RateLimit limit = exchange.limit();
		if (limit != null && !response.headers().containsKey(LimitAnswers.GLOBAL) && !response.isOfProxy()) {
			this.limits.describe(limit, exchange.request(), response);
		}
		return response;
	}

	private boolean authorized(RestRequest request) {
		String authorization = request.authorization();
		return authorization != null && authorization.startsWith("Bot ")
				&& this.account.accepts(authorization.substring("Bot ".length()));
	}

	private void record(Exchange exchange, RestResponse response, @Nullable String fault) {
		RestRequest request = exchange.request();
		int invalid = "banned".equals(fault) ? 0 : this.invalidRequests.count(request, response);
		Route route = exchange.route();
		this.record.add(new DiscordRecord.Request(request.time(), request.method(), request.path(),
				(route != null) ? route.template() : null, response.status(), response.code(),
				response.headers().get(LimitAnswers.SCOPE), request.source(),
				response.headers().get("X-RateLimit-Bucket"), invalid, fault));
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
