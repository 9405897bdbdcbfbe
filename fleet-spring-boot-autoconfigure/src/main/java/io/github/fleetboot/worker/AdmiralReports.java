package io.github.fleetboot.worker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.ShardReport;
import io.github.fleetboot.protocol.StateReport;
import io.github.fleetboot.protocol.VitalsReport;
import io.github.fleetboot.protocol.WorkerVitals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the Admiral how this worker fares.
 */
public final class AdmiralReports {

	private static final Logger logger = LoggerFactory.getLogger(AdmiralReports.class);

	private static final Duration LAST_WORD = Duration.ofSeconds(2);

	private final IpcTemplate ipc;

	private final int incarnation;

	/**
	 * Create the reports.
	 * @param ipc reaches the Admiral
	 * @param incarnation which of the worker's JVMs this is
	 */
	public AdmiralReports(IpcTemplate ipc, int incarnation) {
		this.ipc = ipc;
		this.incarnation = incarnation;
	}

	void state(WorkerState state) {
		tell(ControlRoutes.STATE, StateReport.of(this.incarnation, state));
	}

	/**
	 * The worker itself wants to end.
	 * @param cause why
	 */
	void askToEnd(String cause) {
		tell(ControlRoutes.STATE, new StateReport(this.incarnation, WorkerState.DRAINING, cause, null, false));
	}

	void vitals(WorkerVitals vitals) {
		tell(ControlRoutes.VITALS, new VitalsReport(this.incarnation, vitals));
	}

	void shard(int shard, ShardReport.Change change, WorkerTask.Progress.@Nullable Closing closing) {
		tell(ControlRoutes.SHARD, new ShardReport(this.incarnation, shard, change,
				closing != null && closing.byDiscord(), (closing != null) ? closing.code() : null));
	}

	/**
	 * Tell of a failure, and wait until it is heard, since the JVM is about to end.
	 * @param cause what happened
	 * @param action what the owner can do about it, if that is known
	 * @param refused whether no other try would help
	 */
	void lastWord(String cause, @Nullable String action, boolean refused) {
		StateReport report = new StateReport(this.incarnation, WorkerState.FAILED, cause, action, refused);
		try {
			this.ipc.requestAsync(IpcDestination.admiral().route(ControlRoutes.STATE), report, Object.class, LAST_WORD)
				.get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IpcException | ExecutionException | TimeoutException ex) {
			logger.debug("The Admiral did not hear {}", report, ex);
		}
	}

	private void tell(String route, Object report) {
		try {
			this.ipc.convertAndSend(IpcDestination.admiral().route(route), report);
		}
		catch (IpcException ex) {
			logger.debug("The Admiral was not told {}", report, ex);
		}
	}

}
