package io.github.fleetboot;

import java.util.concurrent.CompletionStage;

/**
 * Implemented by a {@link FleetService @FleetService} bean that needs more time than its
 * initialisation until it can serve.
 *
 * @since 0.1.0
 */
public interface DeferredReadiness {

	/**
	 * Called once, after all beans of the worker are initialised. The service is ready
	 * when the returned stage completes. If it completes exceptionally, or not within
	 * {@code fleet.services.start-timeout}, the start has failed.
	 * @return the stage, never {@code null}
	 */
	CompletionStage<?> whenReady();

}
