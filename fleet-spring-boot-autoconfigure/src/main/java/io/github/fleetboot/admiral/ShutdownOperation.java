package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation.State;
import org.jspecify.annotations.Nullable;

/**
 * Ends workers, which stay down until they are started again.
 */
final class ShutdownOperation extends Operation {

	private final boolean hard;

	private final int jvms;

	ShutdownOperation(int number, List<WorkerHandle> targets, boolean hard) {
		super("shutdown-" + number, "shutdown", "it begins", targets);
		this.hard = hard;
		this.jvms = left();
	}

	@Override
	void begin() {
		targets().forEach((worker) -> worker.down("it was shut down (" + id() + "), until it is started again"));
	}

	@Override
	boolean isHard() {
		return this.hard;
	}

	@Override
	void step() {
		int left = left();
		detail("%d of %d JVMs have not ended yet".formatted(left, this.jvms));
		if (left == 0) {
			end(State.COMPLETED, targets().size() + " workers are shut down");
		}
	}

	private int left() {
		return targets().stream().mapToInt((worker) -> worker.jvms().size()).sum();
	}

	@Override
	void abort() {
		throw new FleetException("%s cannot be aborted: its workers end already.".formatted(id()),
				"Start them again when it has ended.");
	}

	@Override
	double progress() {
		return (this.jvms == 0) ? 0 : Math.max(0, 1 - (double) left() / this.jvms);
	}

	@Override
	@Nullable Duration eta() {
		return null;
	}

}
