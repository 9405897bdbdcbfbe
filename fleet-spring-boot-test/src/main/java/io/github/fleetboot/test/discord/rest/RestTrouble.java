package io.github.fleetboot.test.discord.rest;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.fleetboot.test.discord.record.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A trouble and which requests it strikes. Used by the emulator's thread only.
 */
public final class RestTrouble {

	private final Selection selection;

	private final RestEffect effect;

	private final Moment start;

	private int seen;

	private final AtomicInteger struck = new AtomicInteger();

	/**
	 * Create a trouble that begins now.
	 * @param selection which requests it strikes
	 * @param effect what it does
	 */
	public RestTrouble(Selection selection, RestEffect effect) {
		this.selection = selection;
		this.effect = effect;
		this.start = Moment.now();
	}

	RestEffect effect() {
		return this.effect;
	}

	/**
	 * How many requests it has struck. May be called from any thread.
	 * @return the number
	 */
	public int struck() {
		return this.struck.get();
	}

	boolean isByChance() {
		return this.selection.percent() < 100;
	}

	boolean isOver(Moment now) {
		return this.struck.get() >= this.selection.times() || elapsed(now) >= this.selection.end();
	}

	boolean strikes(Exchange exchange, Random random) {
		RestRequest request = exchange.request();
		if (elapsed(request.time()) < this.selection.begin() || !this.selection.fits(exchange)) {
			return false;
		}
		this.seen++;
		if (this.seen <= this.selection.spared()
				|| (isByChance() && random.nextDouble() * 100 >= this.selection.percent())) {
			return false;
		}
		this.struck.incrementAndGet();
		return true;
	}

	private long elapsed(Moment now) {
		return now.nanos() - this.start.nanos();
	}

	/**
	 * Which requests are struck.
	 *
	 * @param method the HTTP method, {@code null} for any
	 * @param route the route's template, {@code null} for any
	 * @param percent how many of a hundred, by chance
	 * @param begin from when on, in nanoseconds
	 * @param end until when, in nanoseconds
	 * @param spared how many fitting requests pass first
	 * @param times how many requests at most
	 */
	public record Selection(@Nullable String method, @Nullable String route, double percent, long begin, long end,
			int spared, int times) {

		boolean fits(Exchange exchange) {
			Route taken = exchange.route();
			return (this.method == null || this.method.equals(exchange.request().method()))
					&& (this.route == null || (taken != null && this.route.equals(taken.template())));
		}

	}

}
