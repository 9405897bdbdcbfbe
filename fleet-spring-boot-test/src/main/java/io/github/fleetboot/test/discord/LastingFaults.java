package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.gateway.FrameCutter;
import io.github.fleetboot.test.discord.gateway.fault.Effect;
import io.github.fleetboot.test.discord.gateway.fault.EventFaults;
import io.github.fleetboot.test.discord.gateway.fault.LateEvents;
import io.github.fleetboot.test.discord.gateway.fault.ReplayFaults;
import io.github.fleetboot.test.discord.gateway.fault.Selection;
import io.github.fleetboot.test.discord.gateway.fault.StartFaults;
import io.github.fleetboot.test.discord.gateway.fault.Trigger;
import io.github.fleetboot.test.discord.gateway.fault.WireFaults;

/**
 * The faults of chosen sessions that last. They also concern sessions that start
 * meanwhile, and go on over their resumes. May be used from any thread.
 *
 * @since 0.1.0
 */
public abstract sealed class LastingFaults permits GatewayFaults {

	private final Engine engine;

	private final Selection selection;

	private final Trigger trigger;

	LastingFaults(Engine engine, Selection selection, Trigger trigger) {
		this.engine = engine;
		this.selection = selection;
		this.trigger = trigger;
	}

	/**
	 * Drop the connections, and each one that resumes the session, without a close frame;
	 * then forget the sessions, so that a RESUME gets op 9.
	 * @param time for how long
	 * @return the fault
	 */
	public OngoingFault brickResumes(Duration time) {
		return plan(this.trigger.during(time), ReplayFaults.brick());
	}

	/**
	 * Acknowledge no heartbeat.
	 * @return the fault
	 */
	public OngoingFault ignoreHeartbeats() {
		return plan(WireFaults.ignoreHeartbeats());
	}

	/**
	 * Read nothing from the connections, so that what the client writes piles up.
	 * @return the fault
	 */
	public OngoingFault stopReading() {
		return plan(WireFaults.stopReading());
	}

	/**
	 * Write slowly to the connections.
	 * @param bytesPerSecond how many bytes go out each second, of whatever frames
	 * @return the fault
	 */
	public OngoingFault slowDown(int bytesPerSecond) {
		if (bytesPerSecond < 1) {
			throw new IllegalArgumentException("bytesPerSecond is " + bytesPerSecond + ", but must be at least 1");
		}
		return plan(WireFaults.slowDown(bytesPerSecond));
	}

	/**
	 * Send each compressed payload as several WebSocket messages, as Discord may.
	 * @param parts how many
	 * @return the fault
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway#transport-compression">Transport
	 * compression</a>
	 */
	public OngoingFault splitMessages(int parts) {
		return plan(WireFaults.cut(FrameCutter.MESSAGES, parts(parts)));
	}

	/**
	 * Send each payload as one WebSocket message of several frames.
	 * @param parts how many
	 * @return the fault
	 */
	public OngoingFault fragmentMessages(int parts) {
		return plan(WireFaults.cut(FrameCutter.FRAGMENTS, parts(parts)));
	}

	/**
	 * Hold READY back.
	 * @param delay how long
	 * @return the fault
	 */
	public OngoingFault delayReady(Duration delay) {
		return plan(StartFaults.delayReady(delay));
	}

	/**
	 * Name an address in READY, as the one for resumes, that refuses connections.
	 * @return the fault
	 */
	public OngoingFault refuseResumeUrl() {
		return plan(ReplayFaults.resumeUrl("dead resume URL", this.engine.call(this.engine.faults()::refusingUrl)));
	}

	/**
	 * Name an address in READY, as the one for resumes, that accepts connections and
	 * never answers.
	 * @return the fault
	 */
	public OngoingFault muteResumeUrl() {
		return plan(ReplayFaults.resumeUrl("mute resume URL", this.engine.call(this.engine.faults()::muteUrl)));
	}

	/**
	 * Make the guilds unavailable: GUILD_DELETE with {@code unavailable}, also for
	 * sessions that start meanwhile, and no events. When it is over, GUILD_CREATE brings
	 * them back. Chosen by {@link DiscordFaults#guild(long)} it is that guild, else all
	 * of the sessions'.
	 * @return the fault
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway-events#guild-delete">Guild
	 * Delete</a>
	 */
	public OngoingFault outage() {
		return plan(StartFaults.outage());
	}

	/**
	 * Do not tell sessions that start of their guilds, or of the one chosen by
	 * {@link DiscordFaults#guild(long)}: GUILD_CREATE comes when it is over.
	 * @return the fault
	 */
	public OngoingFault withholdGuilds() {
		return plan(StartFaults.withhold());
	}

	/**
	 * Take time between two GUILD_CREATEs of sessions that start.
	 * @param pace how much
	 * @return the fault
	 */
	public OngoingFault slowGuilds(Duration pace) {
		return plan(StartFaults.slowGuilds(pace));
	}

	/**
	 * Send no events. They are numbered, and kept for a resume.
	 * @return the fault
	 */
	public OngoingFault silence() {
		return plan(EventFaults.silence());
	}

	/**
	 * Lose events, without a trace but in the record.
	 * @param percent how many of them
	 * @return the fault
	 * @see <a href=
	 * "https://docs.discord.com/developers/reference#consistency">Consistency</a>
	 */
	public OngoingFault loseEvents(int percent) {
		return plan(EventFaults.lose(percent(percent)));
	}

	/**
	 * Put events out twice, each time with a number of its own.
	 * @param percent how many of them
	 * @return the fault
	 * @see <a href=
	 * "https://docs.discord.com/developers/reference#consistency">Consistency</a>
	 */
	public OngoingFault repeatEvents(int percent) {
		return plan(EventFaults.repeat(percent(percent)));
	}

	/**
	 * Put events out late, in order.
	 * @param delay how late
	 * @return the fault
	 */
	public OngoingFault delayEvents(Duration delay) {
		return delayEvents(delay, delay);
	}

	/**
	 * Put events out late, each by a random time, in order.
	 * @param least how late at least
	 * @param most how late at most
	 * @return the fault
	 */
	public OngoingFault delayEvents(Duration least, Duration most) {
		return plan(EventFaults.delay(least, most, LateEvents.Order.SESSION));
	}

	/**
	 * Put events out late, each by a random time, in order within each guild only.
	 * @param most how late at most
	 * @return the fault
	 */
	public OngoingFault reorderAcrossGuilds(Duration most) {
		return plan(EventFaults.delay(Duration.ZERO, most, LateEvents.Order.GUILD));
	}

	/**
	 * Put events out late, each by a random time, in no order.
	 * @param most how late at most
	 * @return the fault
	 */
	public OngoingFault reorderEvents(Duration most) {
		return plan(EventFaults.delay(Duration.ZERO, most, LateEvents.Order.NONE));
	}

	/**
	 * Say the same in other words: fields in another order, and some that no client
	 * knows. Each session gets its own.
	 * @return the fault
	 */
	public OngoingFault varyPayloads() {
		return plan(EventFaults.varyPayloads());
	}

	/**
	 * Leave the first of what was missed out of each replay.
	 * @param events how many
	 * @return the fault
	 */
	public OngoingFault skipOnReplay(int events) {
		return plan(ReplayFaults.skip(events));
	}

	/**
	 * Begin each replay with the last events the client has seen, under the same numbers.
	 * @param events how many
	 * @return the fault
	 */
	public OngoingFault repeatOnReplay(int events) {
		return plan(ReplayFaults.repeat(events));
	}

	/**
	 * Refuse a RESUME that missed more than so many events, as with a short buffer.
	 * @param events how many can be replayed
	 * @return the fault
	 */
	public OngoingFault shortenReplay(int events) {
		return plan(ReplayFaults.limit(events));
	}

	final OngoingFault plan(Effect effect) {
		return plan(this.trigger, effect);
	}

	private OngoingFault plan(Trigger when, Effect effect) {
		return new OngoingFault(this.engine,
				this.engine.call(() -> this.engine.faults().plan(this.selection, when, effect)));
	}

	final Engine engine() {
		return this.engine;
	}

	final Selection selection() {
		return this.selection;
	}

	final Trigger trigger() {
		return this.trigger;
	}

	private static int parts(int parts) {
		if (parts < 2) {
			throw new IllegalArgumentException("parts is " + parts + ", but must be at least 2");
		}
		return parts;
	}

	private static int percent(int percent) {
		if (percent < 1 || percent > 100) {
			throw new IllegalArgumentException("percent is " + percent + ", but must be from 1 to 100");
		}
		return percent;
	}

}
