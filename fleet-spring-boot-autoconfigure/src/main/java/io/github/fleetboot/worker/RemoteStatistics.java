package io.github.fleetboot.worker;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Asks the Admiral for the statistics.
 */
public final class RemoteStatistics implements FleetStatistics {

	private static final ParameterizedTypeReference<FleetStats> STATS = ParameterizedTypeReference
		.forType(FleetStats.class);

	private final IpcTemplate ipc;

	/**
	 * Create it.
	 * @param ipc reaches the Admiral
	 */
	public RemoteStatistics(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	@Override
	public Optional<FleetStats> latest() {
		try {
			return Optional.ofNullable(this.ipc
				.convertSendAndReceive(IpcDestination.admiral().route(ControlRoutes.STATS_LATEST), null, STATS));
		}
		catch (IpcException ex) {
			throw new FleetException("The Admiral did not tell the latest statistics: " + ex.getMessage(),
					"Ask again once it answers; it does not while the fleet starts or stops.", ex);
		}
	}

	@Override
	public CompletableFuture<FleetStats> collect() {
		return this.ipc.requestAsync(IpcDestination.admiral().route(ControlRoutes.STATS_COLLECT), null,
				FleetStats.class);
	}

}
