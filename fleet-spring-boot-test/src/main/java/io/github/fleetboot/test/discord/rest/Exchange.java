package io.github.fleetboot.test.discord.rest;

import org.jspecify.annotations.Nullable;

/**
 * A request and the route it takes.
 *
 * @param request the request
 * @param route its route, {@code null} if there is none
 * @param limit its limit as it was before the request had its effect, {@code null} if
 * there is none
 * @param unknown the answer if there is no route
 */
record Exchange(RestRequest request, @Nullable Route route, @Nullable RateLimit limit, @Nullable RestResponse unknown) {

	static Exchange of(RestRequest request, Route route) {
		return new Exchange(request, route, route.limit().apply(request), null);
	}

	static Exchange unknown(RestRequest request, @Nullable RestResponse answer) {
		return new Exchange(request, null, null, answer);
	}

}
