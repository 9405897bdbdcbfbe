package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.ipc.IpcDestination;

import org.springframework.core.ParameterizedTypeReference;

/**
 * What the tests of the one fleet of {@link FleetIntegrationTests} have in common.
 */
abstract class AbstractFleetIntegrationTests {

	static final Duration PATIENCE = Duration.ofSeconds(30);

	/**
	 * Started before the first of them, stopped after the last.
	 */
	static BotFleet fleet;

	static void answersMessages(String word) {
		for (int guild = 0; guild < 4; guild++) {
			fleet.discord().message(guild).content("!ping " + word + guild).send().awaitReply(PATIENCE);
		}
	}

	static Map<String, Object> who(IpcDestination destination) {
		return fleet.ipc()
			.convertSendAndReceive(destination.route("who"), "", new ParameterizedTypeReference<Map<String, Object>>() {
			});
	}

	static <T> T join(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	static FleetOperation end(FleetOperations operations, FleetOperation operation) throws Exception {
		return operations.whenEnded(operation.id()).get(1, TimeUnit.MINUTES);
	}

}
