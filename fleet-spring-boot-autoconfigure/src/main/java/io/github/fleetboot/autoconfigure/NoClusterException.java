package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetException;

/**
 * There is nothing for a cluster to do.
 */
public class NoClusterException extends FleetException {

	NoClusterException() {
		super("The application has no bean for its clusters, so that the bot would connect and do nothing.",
				"Annotate your listeners with @ClusterWorker (io.github.fleetboot.ClusterWorker), and check that they "
						+ "are in a package that is scanned. To start without a fleet set fleet.enabled to false.");
	}

}
