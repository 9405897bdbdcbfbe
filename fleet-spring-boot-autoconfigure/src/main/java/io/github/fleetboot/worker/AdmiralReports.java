package io.github.fleetboot.worker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.StateReport;
import io.github.fleetboot.protocol.WorkerVitals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the Admiral how this worker fares.
 */
public final class AdmiralReports {

	private static final Logger logger = LoggerFactory.getLogger(AdmiralReports.class);

	private static final Duration LAST_WORD = Duration.ofSeconds(2);

	private final IpcTemplate ipc;

	/**
	 * Create the reports.
	 * @param ipc reaches the Admiral
	 */
	public AdmiralReports(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	void state(StateReport report) {
		tell(ControlRoutes.STATE, report);
	}

	void vitals(WorkerVitals vitals) {
		tell(ControlRoutes.VITALS, vitals);
	}

	/**
	 * Tell of a state, and wait until it is heard, since the JVM is about to end.
	 */
	void lastWord(StateReport report) {
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
