package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.gateway.fault.Blows;
import io.github.fleetboot.test.discord.gateway.fault.Effect;
import io.github.fleetboot.test.discord.gateway.fault.Selection;
import io.github.fleetboot.test.discord.gateway.fault.Trigger;

/**
 * Faults of new connections to the gateway, before they say whose they are.
 *
 * @since 0.1.0
 */
public final class ConnectionFaults {

	private final Engine engine;

	private final Selection selection;

	private final Trigger trigger;

	ConnectionFaults(Engine engine) {
		this(engine, Selection.ALL, Trigger.NOW.when(Trigger.Occasion.OPENING, 0));
	}

	private ConnectionFaults(Engine engine, Selection selection, Trigger trigger) {
		this.engine = engine;
		this.selection = selection;
		this.trigger = trigger;
	}

	/**
	 * Strike each of them with a probability.
	 * @param percent the probability, from 1 to 100
	 * @return what can be done
	 */
	public ConnectionFaults percent(int percent) {
		return new ConnectionFaults(this.engine, this.selection.percent(percent), this.trigger);
	}

	/**
	 * Strike so many at most.
	 * @param times how many
	 * @return what can be done
	 */
	public ConnectionFaults times(int times) {
		return new ConnectionFaults(this.engine, this.selection, this.trigger.times(times));
	}

	/**
	 * End after a time.
	 * @param time how long it lasts
	 * @return what can be done
	 */
	public ConnectionFaults during(Duration time) {
		return new ConnectionFaults(this.engine, this.selection, this.trigger.during(time));
	}

	/**
	 * Send op 7 before HELLO.
	 * @return the fault
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway#reconnect">Reconnect</a>
	 */
	public OngoingFault reconnectBeforeHello() {
		return plan(Blows.reconnect());
	}

	/**
	 * Send op 7 in place of HELLO, and hear nothing.
	 * @return the fault
	 */
	public OngoingFault reconnectInsteadOfHello() {
		return plan(Blows.reconnectInsteadOfHello());
	}

	/**
	 * Send op 7 right after HELLO.
	 * @return the fault
	 */
	public OngoingFault reconnectAfterHello() {
		return plan(Blows.reconnectAfterHello());
	}

	/**
	 * Hold HELLO back, and read nothing before that.
	 * @param delay how long
	 * @return the fault
	 */
	public OngoingFault delayHello(Duration delay) {
		return plan(Blows.delayHello(delay));
	}

	/**
	 * Accept the connection, but say nothing on it, and hear nothing.
	 * @return the fault
	 */
	public OngoingFault mute() {
		return plan(Blows.mute());
	}

	/**
	 * Close the connection in place of HELLO.
	 * @param code the close code
	 * @return the fault
	 */
	public OngoingFault close(int code) {
		return plan(Blows.close(code));
	}

	/**
	 * Reset the TCP connection in place of HELLO.
	 * @return the fault
	 */
	public OngoingFault reset() {
		return plan(Blows.reset());
	}

	private OngoingFault plan(Effect.Momentary effect) {
		return new OngoingFault(this.engine,
				this.engine.call(() -> this.engine.faults().plan(this.selection, this.trigger, effect)));
	}

}
