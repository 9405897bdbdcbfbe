package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.gateway.fault.Blows;
import io.github.fleetboot.test.discord.gateway.fault.Effect;
import io.github.fleetboot.test.discord.gateway.fault.Selection;
import io.github.fleetboot.test.discord.gateway.fault.Trigger;
import io.github.fleetboot.test.discord.record.Moment;

/**
 * What can be done to chosen sessions: when, then what.
 *
 * <pre>{@code
 * discord.fail().shard(3).close(4000);
 * discord.fail().everySession().percent(20).afterEvents(100).reset();
 * discord.fail().guild(5).during(Duration.ofSeconds(2)).outage();
 * discord.fail().shard(0).whenResuming().times(2).invalidate(false);
 * }</pre>
 *
 * A fault that is over at once strikes connections; with {@link #during(Duration)} it
 * also strikes each IDENTIFY and RESUME in that time. One that lasts also concerns
 * sessions that start meanwhile, and goes on over their resumes. Each one that struck is
 * in the {@linkplain io.github.fleetboot.test.discord.record.DiscordRecord#faults()
 * record}. May be used from any thread.
 *
 * @param <R> what a fault that is over at once returns
 * @since 0.1.0
 */
public abstract sealed class GatewayFaults<R> extends LastingFaults permits SessionFaults, PlannedFaults {

	GatewayFaults(Engine engine, Selection selection, Trigger trigger) {
		super(engine, selection, trigger);
	}

	/**
	 * Wait. If an occasion such as {@link #whenIdentifying()} was named before, it is
	 * that much later; else the fault, and any occasion, begins that much later.
	 * @param delay how long
	 * @return what can be done
	 */
	public PlannedFaults after(Duration delay) {
		return planned(trigger().after(delay));
	}

	/**
	 * Wait for a moment.
	 * @param moment the moment; if it is past, now
	 * @return what can be done
	 */
	public PlannedFaults at(Moment moment) {
		Duration delay = Moment.now().until(moment);
		return after(delay.isNegative() ? Duration.ZERO : delay);
	}

	/**
	 * Strike each session once, when so many more dispatches were put out to it.
	 * @param events how many, of any type; READY counts
	 * @return what can be done
	 */
	public PlannedFaults afterEvents(int events) {
		if (events < 1) {
			throw new IllegalArgumentException("events is " + events + ", but must be at least 1");
		}
		return planned(trigger().when(Trigger.Occasion.EVENTS, events));
	}

	/**
	 * Strike with each IDENTIFY that would be granted, before READY, and each RESUME.
	 * @return what can be done
	 */
	public PlannedFaults whenConnecting() {
		return planned(trigger().when(Trigger.Occasion.CONNECTING, 0));
	}

	/**
	 * Strike with each IDENTIFY that would be granted, before READY. It costs a session
	 * start. What is over at once takes READY's place, save op 7 and op 1.
	 * @return what can be done
	 */
	public PlannedFaults whenIdentifying() {
		return planned(trigger().when(Trigger.Occasion.IDENTIFYING, 0));
	}

	/**
	 * Strike with each RESUME of a known session, before the replay. What is over at once
	 * takes its place, save op 7 and op 1.
	 * @return what can be done
	 */
	public PlannedFaults whenResuming() {
		return planned(trigger().when(Trigger.Occasion.RESUMING, 0));
	}

	/**
	 * Strike so often at most.
	 * @param times how often
	 * @return what can be done
	 */
	public PlannedFaults times(int times) {
		if (times < 1) {
			throw new IllegalArgumentException("times is " + times + ", but must be at least 1");
		}
		return planned(trigger().times(times));
	}

	/**
	 * End after a time, counted from the fault's beginning.
	 * @param time how long it lasts
	 * @return what can be done
	 */
	public PlannedFaults during(Duration time) {
		return planned(trigger().during(time));
	}

	/**
	 * Strike the sessions present as a wave: one after the other, by shard.
	 * @param time how long the wave takes
	 * @return what can be done
	 */
	public PlannedFaults over(Duration time) {
		return planned(trigger().over(time));
	}

	/**
	 * Close the connections. Codes that void a session, such as 1000, 4007 and 4009, end
	 * it.
	 * @param code the close code
	 * @return how many, or the fault if it is still to come
	 */
	public R close(int code) {
		return strike(Blows.close(code));
	}

	/**
	 * Reset the TCP connections, without a close frame. The sessions can be resumed.
	 * @return how many, or the fault if it is still to come
	 */
	public R reset() {
		return strike(Blows.reset());
	}

	/**
	 * Ask to reconnect and resume (op 7).
	 * @return how many, or the fault if it is still to come
	 */
	public R reconnect() {
		return strike(Blows.reconnect());
	}

	/**
	 * Restart as Discord does: ask to reconnect (op 7), and reset the connections a while
	 * later if they are still there.
	 * @param grace how much later
	 * @return how many, or the fault if it is still to come
	 */
	public R restart(Duration grace) {
		return strike(Blows.restart(grace));
	}

	/**
	 * Declare the sessions invalid (op 9).
	 * @param resumable whether they can be resumed; if not, they end
	 * @return how many, or the fault if it is still to come
	 */
	public R invalidate(boolean resumable) {
		return strike(Blows.invalidate(resumable));
	}

	/**
	 * Ask for a heartbeat at once (op 1).
	 * @return how many, or the fault if it is still to come
	 */
	public R requestHeartbeat() {
		return strike(Blows.requestHeartbeat());
	}

	/**
	 * Leave the connections open, but say nothing on them any more, and hear nothing: no
	 * READY, no events, no ACK.
	 * @return how many, or the fault if it is still to come
	 */
	public R mute() {
		return strike(Blows.mute());
	}

	abstract R strike(Effect.Momentary effect);

	private PlannedFaults planned(Trigger trigger) {
		return new PlannedFaults(engine(), selection(), trigger);
	}

}
