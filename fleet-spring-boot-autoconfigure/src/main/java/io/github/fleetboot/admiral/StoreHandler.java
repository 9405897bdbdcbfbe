package io.github.fleetboot.admiral;

import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.store.FleetStoreException;
import io.github.fleetboot.store.StoreCommand;
import io.github.fleetboot.store.StoreEngine;
import io.github.fleetboot.store.StoreReply;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Lets workers use the Admiral's store.
 */
public final class StoreHandler {

	private final StoreEngine engine;

	/**
	 * Create the handler.
	 * @param engine keeps the values
	 */
	public StoreHandler(StoreEngine engine) {
		this.engine = engine;
	}

	@MessageMapping(ControlRoutes.STORE)
	StoreReply execute(@Payload StoreCommand command) {
		try {
			return this.engine.execute(command);
		}
		catch (FleetStoreException ex) {
			return StoreReply.refused(ex);
		}
	}

}
