package io.github.fleetboot.test.discord.gateway.fault;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.fleetboot.test.discord.gateway.Disturbance;
import io.github.fleetboot.test.discord.gateway.Outgoing;

/**
 * The faults of dispatches. READY and RESUMED are never touched.
 */
public final class EventFaults {

	private EventFaults() {
	}

	/**
	 * Dispatches that were never put out.
	 * @param percent how many of them
	 * @return the effect
	 */
	public static Effect.Lasting lose(int percent) {
		return events("lost events", percent, (dispatch, next) -> {
		});
	}

	/**
	 * Dispatches put out twice, each with a number of its own.
	 * @param percent how many of them
	 * @return the effect
	 */
	public static Effect.Lasting repeat(int percent) {
		return events("repeated events", percent, (dispatch, next) -> {
			next.accept(dispatch);
			next.accept(dispatch);
		});
	}

	/**
	 * Dispatches that are numbered, and kept for a resume, but not sent.
	 * @return the effect
	 */
	public static Effect.Lasting silence() {
		return events("silence", 100, (dispatch, next) -> next.accept(dispatch.unwritten()));
	}

	/**
	 * Dispatches put out late.
	 * @param least how late at least
	 * @param most how late at most
	 * @param order what order is kept
	 * @return the effect
	 */
	public static Effect.Lasting delay(Duration least, Duration most, LateEvents.Order order) {
		return new Effect.Lasting(order.what(),
				(circumstances) -> new LateEvents(circumstances, least.toNanos(), most.toNanos(), order));
	}

	/**
	 * Payloads that say the same in other words.
	 * @return the effect
	 */
	public static Effect.Lasting varyPayloads() {
		return new Effect.Lasting("varied payloads", (circumstances) -> new Disturbance() {

			@Override
			public void dispatch(Outgoing dispatch, Consumer<Outgoing> next) {
				next.accept(dispatch.with(PayloadVariation.of(dispatch.body(), circumstances.random().nextLong())));
			}

		});
	}

	private static Effect.Lasting events(String what, int percent, Treatment treatment) {
		return new Effect.Lasting(what, (circumstances) -> new Disturbance() {

			@Override
			public void dispatch(Outgoing dispatch, Consumer<Outgoing> next) {
				if (dispatch.frames() || !circumstances.selection().includes(dispatch.guild())
						|| circumstances.random().nextInt(100) >= percent) {
					next.accept(dispatch);
					return;
				}
				circumstances.note("%s: %s %d".formatted(what, dispatch.type(), dispatch.subject()));
				treatment.treat(dispatch, next);
			}

		});
	}

	private interface Treatment {

		void treat(Outgoing dispatch, Consumer<Outgoing> next);

	}

}
