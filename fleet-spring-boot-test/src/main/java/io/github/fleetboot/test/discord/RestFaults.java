package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.rest.RestEffect;
import io.github.fleetboot.test.discord.rest.RestResponse;
import io.github.fleetboot.test.discord.rest.RestTrouble;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with REST requests: first which ones, then what. A fault lasts until
 * it has struck as often as it shall, its time is over, {@link RestFault#end()} or
 * {@link DiscordFaults#heal()}. May be used from any thread; the fault is in effect when
 * the method returns.
 *
 * @since 0.1.0
 */
public final class RestFaults {

	private final Engine engine;

	private @Nullable String method;

	private @Nullable String route;

	private double percent = 100;

	private Duration after = Duration.ZERO;

	private Duration lasting = Duration.ofDays(365);

	private int spared;

	private int times = Integer.MAX_VALUE;

	RestFaults(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Only requests with this method.
	 * @param method the HTTP method, such as {@code POST}
	 * @return these faults
	 */
	public RestFaults method(String method) {
		this.method = method;
		return this;
	}

	/**
	 * Only requests on this route.
	 * @param template the route as the record names it, such as
	 * {@code channels/{channel}/messages}
	 * @return these faults
	 */
	public RestFaults route(String template) {
		this.route = template;
		return this;
	}

	/**
	 * Only some, by chance. The chance comes from the emulator's seed.
	 * @param percent how many of a hundred
	 * @return these faults
	 */
	public RestFaults percent(double percent) {
		this.percent = percent;
		return this;
	}

	/**
	 * Not before some time has passed.
	 * @param delay the time
	 * @return these faults
	 */
	public RestFaults after(Duration delay) {
		this.after = delay;
		return this;
	}

	/**
	 * Let some pass first.
	 * @param requests how many of those that fit
	 * @return these faults
	 */
	public RestFaults afterRequests(int requests) {
		this.spared = requests;
		return this;
	}

	/**
	 * Only so many.
	 * @param times how many requests
	 * @return these faults
	 */
	public RestFaults times(int times) {
		this.times = times;
		return this;
	}

	/**
	 * Only for a while, counted from when the faults begin.
	 * @param time how long
	 * @return these faults
	 */
	public RestFaults lasting(Duration time) {
		this.lasting = time;
		return this;
	}

	/**
	 * Answer 429. The request has no effect.
	 * @param scope the scope
	 * @param retryAfter after which time to try again
	 * @return the fault
	 */
	public RestFault tooManyRequests(RateLimitScope scope, Duration retryAfter) {
		return start(new RestEffect.TooManyRequests(scope.header(), retryAfter));
	}

	/**
	 * Answer with a status, in a body such as a proxy writes; with 500 in Discord's own.
	 * The request has no effect.
	 * @param status the HTTP status, such as 502
	 * @return the fault
	 */
	public RestFault status(int status) {
		return start(new RestEffect.Outage(status));
	}

	/**
	 * Hold the answer back. The request has its effect at once.
	 * @param time how long
	 * @return the fault
	 */
	public RestFault latency(Duration time) {
		return start(new RestEffect.Latency(time));
	}

	/**
	 * Never answer, though the request has had its effect.
	 * @return the fault
	 */
	public RestFault loseAnswer() {
		return start(new RestEffect.Undelivered(RestResponse.Delivery.LOST));
	}

	/**
	 * Reset the connection instead of answering, though the request has had its effect.
	 * @return the fault
	 */
	public RestFault resetConnection() {
		return start(new RestEffect.Undelivered(RestResponse.Delivery.RESET));
	}

	/**
	 * Say that more remains of the bucket than is true, or less.
	 * @param remaining what {@code X-RateLimit-Remaining} says
	 * @return the fault
	 */
	public RestFault claimRemaining(int remaining) {
		return start(new RestEffect.Headers(remaining, null));
	}

	/**
	 * Say that the bucket is reset sooner than is true, or later.
	 * @param resetAfter what {@code X-RateLimit-Reset-After} says, and
	 * {@code X-RateLimit-Reset} accordingly
	 * @return the fault
	 */
	public RestFault claimResetAfter(Duration resetAfter) {
		return start(new RestEffect.Headers(-1, resetAfter));
	}

	/**
	 * Leave the headers about limits out. The limits hold all the same.
	 * @return the fault
	 */
	public RestFault omitLimitHeaders() {
		return start(new RestEffect.NoHeaders());
	}

	/**
	 * Give the request's bucket another hash. Its counts begin anew, also for the routes
	 * that share it.
	 * @return the fault
	 */
	public RestFault changeBucket() {
		return start(new RestEffect.NewBucket());
	}

	/**
	 * Ban an address, as Discord does after too many invalid requests. All its requests
	 * are answered 429 without {@code X-RateLimit} headers and {@code Via}; what was
	 * selected does not matter.
	 * @param address the address, such as {@code 127.0.0.1}
	 * @param length for how long
	 */
	public void ban(String address, Duration length) {
		this.engine.run(() -> this.engine.api().troubles().ban(address, length));
	}

	private RestFault start(RestEffect effect) {
		long begin = this.after.toNanos();
		RestTrouble trouble = new RestTrouble(new RestTrouble.Selection(this.method, this.route, this.percent, begin,
				begin + this.lasting.toNanos(), this.spared, this.times), effect);
		this.engine.run(() -> this.engine.api().troubles().add(trouble));
		return new RestFault(this.engine, trouble);
	}

}
