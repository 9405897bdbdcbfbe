package io.github.fleetboot.test.discord.rest;

import java.time.Duration;

import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a trouble does to the requests it strikes.
 */
public interface RestEffect {

	/**
	 * What it is called in the record.
	 * @return the name
	 */
	String name();

	/**
	 * Change the limits before the request is counted.
	 * @param limits all limits
	 * @param limit the request's
	 */
	default void prepare(RateLimits limits, RateLimit limit) {
	}

	/**
	 * Answer without letting the request have an effect.
	 * @return the answer, {@code null} to let it pass
	 */
	default @Nullable RestResponse answerInStead() {
		return null;
	}

	/**
	 * Change the answer.
	 * @param exchange the request
	 * @param response the answer
	 */
	default void alter(Exchange exchange, RestResponse response) {
	}

	/**
	 * Answers 429.
	 *
	 * @param scope {@code user}, {@code global} or {@code shared}
	 * @param retryAfter after which time to try again
	 */
	record TooManyRequests(String scope, Duration retryAfter) implements RestEffect {

		@Override
		public String name() {
			return "429 " + this.scope;
		}

		@Override
		public RestResponse answerInStead() {
			return LimitAnswers.refusal(this.scope, this.retryAfter.toNanos());
		}

		@Override
		public void alter(Exchange exchange, RestResponse response) {
			if (this.scope.equals("user") && response.headers().containsKey("X-RateLimit-Remaining")) {
				new Headers(0, this.retryAfter).alter(exchange, response);
			}
		}

	}

	/**
	 * Answers with a status, as Discord or a proxy before it does in an outage.
	 *
	 * @param status the HTTP status
	 */
	record Outage(int status) implements RestEffect {

		@Override
		public String name() {
			return "status " + this.status;
		}

		@Override
		public RestResponse answerInStead() {
			if (this.status == 500) {
				return new RestResponse(500, Json.object().put("message", "500: Internal Server Error").put("code", 0));
			}
			return RestResponse.text(this.status, "text/html", "<html>\r\n<head><title>" + this.status
					+ "</title></head>\r\n<body>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n");
		}

	}

	/**
	 * Lies about the bucket.
	 *
	 * @param remaining what is said to remain, -1 for the truth
	 * @param resetAfter when it is said to be reset, {@code null} for the truth
	 */
	record Headers(int remaining, @Nullable Duration resetAfter) implements RestEffect {

		@Override
		public String name() {
			return "lying headers";
		}

		@Override
		public void alter(Exchange exchange, RestResponse response) {
			if (this.remaining >= 0) {
				response.header("X-RateLimit-Remaining", Integer.toString(this.remaining));
			}
			if (this.resetAfter != null) {
				long millis = this.resetAfter.toMillis();
				long now = exchange.request().time().instant().toEpochMilli();
				response.header("X-RateLimit-Reset-After", LimitAnswers.seconds(millis));
				response.header("X-RateLimit-Reset", LimitAnswers.seconds(now + millis));
			}
		}

	}

	/**
	 * Leaves out the headers about limits.
	 */
	record NoHeaders() implements RestEffect {

		@Override
		public String name() {
			return "no rate limit headers";
		}

		@Override
		public void alter(Exchange exchange, RestResponse response) {
			response.headers().keySet().removeIf((name) -> name.startsWith("X-RateLimit-"));
		}

	}

	/**
	 * Gives the bucket another hash, and new counts.
	 */
	record NewBucket() implements RestEffect {

		@Override
		public String name() {
			return "new bucket";
		}

		@Override
		public void prepare(RateLimits limits, RateLimit limit) {
			limits.rename(limit);
		}

	}

	/**
	 * Holds the answer back.
	 *
	 * @param time how long
	 */
	record Latency(Duration time) implements RestEffect {

		@Override
		public String name() {
			return "latency";
		}

		@Override
		public void alter(Exchange exchange, RestResponse response) {
			response.delay(this.time);
		}

	}

	/**
	 * Lets the request have its effect, but not its answer.
	 *
	 * @param delivery what becomes of the answer
	 */
	record Undelivered(RestResponse.Delivery delivery) implements RestEffect {

		@Override
		public String name() {
			return (this.delivery == RestResponse.Delivery.RESET) ? "connection reset" : "answer lost";
		}

		@Override
		public void alter(Exchange exchange, RestResponse response) {
			response.delivery(this.delivery);
		}

	}

}
