package io.github.fleetboot.worker.jda;

import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.http.HttpRequestEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How long Discord's REST API takes to answer, learnt from the calls that the bot makes
 * anyway: the time from the last byte sent to the first of the answer, averaged over the
 * last few calls.
 */
class RestLatency implements EventListener {

	/**
	 * How many calls the average follows, roughly.
	 */
	private static final int SPAN = 8;

	private double millis = Double.NaN;

	@Override
	@SubscribeEvent
	public void onEvent(GenericEvent event) {
		if (event instanceof HttpRequestEvent request) {
			Response response = request.getResponseRaw();
			if (response != null && response.sentRequestAtMillis() > 0) {
				took(response.receivedResponseAtMillis() - response.sentRequestAtMillis());
			}
		}
	}

	synchronized void took(long sample) {
		this.millis = Double.isNaN(this.millis) ? sample : this.millis + (sample - this.millis) / SPAN;
	}

	/**
	 * The average.
	 * @return milliseconds, {@code null} if there was no call yet
	 */
	synchronized @Nullable Double millis() {
		return Double.isNaN(this.millis) ? null : this.millis;
	}

}
