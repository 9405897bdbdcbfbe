package io.github.fleetboot.test.discord.record;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest frames. Written by the emulator's thread.
 */
public final class FrameLog {

	private static final int KEPT = 1 << 20;

	private static final int NO_OP = 0xff;

	private static final int TO_CLIENT = 1 << 8;

	private final Monitor monitor;

	private final Timeline timeline;

	private final boolean enabled;

	private final Names types = new Names();

	private final Names sessions = new Names();

	private final Rows frames = Rows.last(KEPT);

	FrameLog(Monitor monitor, Timeline timeline, boolean enabled) {
		this.monitor = monitor;
		this.timeline = timeline;
		this.enabled = enabled;
	}

	/**
	 * A payload of the client was read.
	 * @param connection the connection's number
	 * @param sessionId the session it serves
	 * @param op the payload's op, -1 if it is no payload
	 * @param bytes its length
	 */
	public void received(int connection, @Nullable String sessionId, int op, int bytes) {
		add(connection, sessionId, Frame.Direction.FROM_CLIENT, op, null, 0, bytes, 0);
	}

	/**
	 * A payload was written.
	 * @param connection the connection's number
	 * @param sessionId the session it serves
	 * @param op the payload's op
	 * @param type the dispatch's type
	 * @param sequence the dispatch's number
	 * @param bytes its length before compression
	 */
	public void sent(int connection, @Nullable String sessionId, int op, @Nullable String type, long sequence,
			int bytes) {
		add(connection, sessionId, Frame.Direction.TO_CLIENT, op, type, sequence, bytes, 0);
	}

	/**
	 * A connection is closed.
	 * @param connection the connection's number
	 * @param sessionId the session it served
	 * @param direction who closes it
	 * @param code the close code
	 */
	public void closed(int connection, @Nullable String sessionId, Frame.Direction direction, int code) {
		add(connection, sessionId, direction, -1, null, 0, 0, code);
	}

	private void add(int connection, @Nullable String sessionId, Frame.Direction direction, int op,
			@Nullable String type, long sequence, int bytes, int closeCode) {
		if (!this.enabled) {
			return;
		}
		long now = System.nanoTime();
		this.monitor
			.updateOften(
					() -> this.frames.add(now, Packed.of(connection, this.sessions.number(sessionId)),
							Packed.of(this.types.number(type) << 16 | closeCode,
									((direction == Frame.Direction.TO_CLIENT) ? TO_CLIENT : 0)
											| ((op < 0 || op > NO_OP) ? NO_OP : op)),
							Packed.of((int) sequence, bytes)));
	}

	List<Frame> frames() {
		Rows.View rows = this.monitor.read(this.frames::view);
		return new RowList<>(rows.size(), (row) -> frame(rows, row));
	}

	long forgotten() {
		return this.monitor.read(this.frames::forgotten);
	}

	private Frame frame(Rows.View rows, int row) {
		long ends = rows.get(row, 1);
		long kind = rows.get(row, 2);
		long measure = rows.get(row, 3);
		int op = Packed.low(kind) & NO_OP;
		int type = Packed.high(kind) >> 16;
		return new Frame(this.timeline.at(rows.get(row, 0)), Packed.high(ends),
				this.sessions.nameOrNull(Packed.low(ends)),
				((Packed.low(kind) & TO_CLIENT) != 0) ? Frame.Direction.TO_CLIENT : Frame.Direction.FROM_CLIENT,
				(op == NO_OP) ? -1 : op, this.types.nameOrNull(type), Packed.high(measure), Packed.low(measure),
				Packed.high(kind) & 0xffff);
	}

}
