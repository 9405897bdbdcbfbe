package io.github.fleetboot.test.discord.gateway.fault;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

import io.github.fleetboot.test.discord.gateway.Disturbance;
import io.github.fleetboot.test.discord.gateway.GatewaySession;
import io.github.fleetboot.test.discord.gateway.Outgoing;

/**
 * Puts dispatches out late, each by a random time within bounds.
 */
public final class LateEvents extends Disturbance {

	/**
	 * Which dispatches stay in order among themselves.
	 */
	public enum Order {

		/**
		 * All of them.
		 */
		SESSION("late events"),

		/**
		 * Those of each guild.
		 */
		GUILD("events reordered across guilds"),

		/**
		 * None.
		 */
		NONE("reordered events");

		private final String what;

		Order(String what) {
			this.what = what;
		}

		String what() {
			return this.what;
		}

	}

	private record Held(long due, long number, Outgoing dispatch, Consumer<Outgoing> next) {
	}

	private final Circumstances circumstances;

	private final long least;

	private final long most;

	private final Order order;

	private final PriorityQueue<Held> queue = new PriorityQueue<>(
			Comparator.comparingLong(Held::due).thenComparingLong(Held::number));

	private final Map<Long, Long> lastDue = new HashMap<>();

	private final long epoch = System.nanoTime();

	private long number;

	LateEvents(Circumstances circumstances, long least, long most, Order order) {
		this.circumstances = circumstances;
		this.least = least;
		this.most = most;
		this.order = order;
	}

	@Override
	public void dispatch(Outgoing dispatch, Consumer<Outgoing> next) {
		if (dispatch.frames() || !this.circumstances.selection().includes(dispatch.guild())) {
			next.accept(dispatch);
			return;
		}
		long spread = this.most - this.least;
		long delay = this.least + ((spread > 0) ? this.circumstances.random().nextLong(spread + 1) : 0);
		long due = elapsed() + delay;
		if (this.order != Order.NONE) {
			due = this.lastDue.merge((this.order == Order.GUILD) ? dispatch.guild() : 0, due, Math::max);
		}
		this.queue.add(new Held(due, this.number++, dispatch, next));
		wakeAt(due);
	}

	private void wakeAt(long due) {
		this.circumstances.gateway().later(Duration.ofNanos(Math.max(1, due - elapsed())), () -> release(elapsed()));
	}

	private void release(long until) {
		Held head = this.queue.peek();
		while (head != null && head.due() <= until) {
			this.queue.remove();
			if (!head.dispatch().session().hasEnded()) {
				head.next().accept(head.dispatch());
			}
			head = this.queue.peek();
		}
		if (head != null) {
			wakeAt(head.due());
		}
	}

	/**
	 * What is held goes out now, in the order it would have had.
	 */
	@Override
	public void end(GatewaySession session) {
		release(Long.MAX_VALUE);
	}

	private long elapsed() {
		return System.nanoTime() - this.epoch;
	}

}
