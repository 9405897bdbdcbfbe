package io.github.fleetboot.test.discord.record;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what happened, what each session was told of it, and how far that came. Written
 * by the emulator's thread.
 */
public final class DeliveryLog {

	private final Monitor monitor;

	private final Timeline timeline;

	private final Names types = new Names();

	private final Rows publications = Rows.unlimited();

	private final Rows dispatches = Rows.unlimited();

	private final List<Told> sessions = new ArrayList<>();

	DeliveryLog(Monitor monitor, Timeline timeline) {
		this.monitor = monitor;
		this.timeline = timeline;
	}

	/**
	 * A session starts.
	 * @param id the session's id
	 * @param shard the session's shard
	 * @return the session's number
	 */
	public int opened(String id, int shard) {
		return this.monitor.change(() -> {
			this.sessions.add(new Told(id, shard));
			return this.sessions.size() - 1;
		});
	}

	/**
	 * Something happened.
	 * @param type the event's type
	 * @param subject what it is about
	 * @param guildId where, 0 for outside any guild
	 * @param sessions how many sessions were told
	 */
	public void published(String type, long subject, long guildId, int sessions) {
		long now = System.nanoTime();
		this.monitor.updateOften(
				() -> this.publications.add(now, subject, guildId, Packed.of(this.types.number(type), sessions)));
	}

	/**
	 * A dispatch got its number.
	 * @param session the session's number
	 * @param sequence the dispatch's number
	 * @param type the event's type
	 * @param subject what it is about
	 * @param connection the connection it is written to, 0 if it is not
	 */
	public void dispatched(int session, long sequence, String type, long subject, int connection) {
		long now = System.nanoTime();
		this.monitor.updateOften(() -> this.dispatches.add(now, subject, Packed.of(session, (int) sequence),
				Packed.of(this.types.number(type), connection)));
	}

	/**
	 * A session was resumed: dispatches were written once more, or for the first time if
	 * they waited.
	 * @param session the session's number
	 * @param seen the last number the client had seen
	 * @param from the first replayed one's number; those between will never be seen,
	 * whether or not they had been written
	 * @param to the last one's number
	 */
	public void replayed(int session, long seen, long from, long to) {
		this.monitor.update(() -> {
			Told told = this.sessions.get(session);
			told.gaps.removeIf((gap) -> gap.from > seen);
			if (from <= to) {
				told.replays.add(new Told.Span(from, to));
			}
			if (seen + 1 < from) {
				told.gaps.add(new Told.Span(seen + 1, from - 1));
			}
		});
	}

	/**
	 * The client named the last number it has seen.
	 * @param session the session's number
	 * @param sequence that number
	 */
	public void acknowledged(int session, long sequence) {
		this.monitor.updateOften(() -> {
			Told told = this.sessions.get(session);
			told.acknowledged = Math.max(told.acknowledged, sequence);
		});
	}

	/**
	 * A session is over.
	 * @param session the session's number
	 * @param reason why
	 */
	public void ended(int session, String reason) {
		this.monitor.update(() -> this.sessions.get(session).end = reason);
	}

	List<DiscordRecord.Event> events() {
		return this.monitor.read(() -> events(this.dispatches.view(), List.copyOf(this.sessions)));
	}

	private List<DiscordRecord.Event> events(Rows.View rows, List<Told> sessions) {
		return new RowList<>(rows.size(), (row) -> {
			Told told = sessions.get(Packed.high(rows.get(row, 2)));
			return new DiscordRecord.Event(this.timeline.at(rows.get(row, 0)), told.id, told.shard,
					Packed.low(rows.get(row, 2)), this.types.name(Packed.high(rows.get(row, 3))), rows.get(row, 1));
		});
	}

	List<Publication> publications() {
		Rows.View rows = this.monitor.read(this.publications::view);
		return new RowList<>(rows.size(),
				(row) -> new Publication(this.timeline.at(rows.get(row, 0)),
						this.types.name(Packed.high(rows.get(row, 3))), rows.get(row, 1), rows.get(row, 2),
						Packed.low(rows.get(row, 3))));
	}

	Deliveries deliveries() {
		return this.monitor.read(() -> {
			Rows.View rows = this.dispatches.view();
			List<Told> told = this.sessions.stream().map(Told::copy).toList();
			List<DiscordRecord.Event> events = events(rows, told);
			return new Deliveries(new RowList<>(rows.size(), (row) -> told.get(Packed.high(rows.get(row, 2)))
				.delivery(events.get(row), Packed.low(rows.get(row, 3)))));
		});
	}

	/**
	 * What a session was told, and what its client confirmed.
	 */
	private static final class Told {

		private record Span(long from, long to) {

			boolean has(long number) {
				return this.from <= number && number <= this.to;
			}

		}

		private final String id;

		private final int shard;

		private final List<Span> replays = new ArrayList<>();

		private final List<Span> gaps = new ArrayList<>();

		private long acknowledged;

		private @Nullable String end;

		Told(String id, int shard) {
			this.id = id;
			this.shard = shard;
		}

		Told copy() {
			Told copy = new Told(this.id, this.shard);
			copy.replays.addAll(this.replays);
			copy.gaps.addAll(this.gaps);
			copy.acknowledged = this.acknowledged;
			copy.end = this.end;
			return copy;
		}

		Delivery delivery(DiscordRecord.Event event, int connection) {
			long sequence = event.sequence();
			int writes = (connection != 0) ? 1 : 0;
			for (Span replay : this.replays) {
				writes += replay.has(sequence) ? 1 : 0;
			}
			boolean passedBy = this.gaps.stream().anyMatch((gap) -> gap.has(sequence));
			return new Delivery(event, fate(sequence, writes > 0 && !passedBy), connection, writes, this.end);
		}

		private Delivery.Fate fate(long sequence, boolean written) {
			if (sequence <= this.acknowledged) {
				return written ? Delivery.Fate.ACKNOWLEDGED : Delivery.Fate.SKIPPED;
			}
			if (this.end != null) {
				return written ? Delivery.Fate.UNCONFIRMED : Delivery.Fate.LOST;
			}
			return written ? Delivery.Fate.SENT : Delivery.Fate.KEPT;
		}

	}

}
