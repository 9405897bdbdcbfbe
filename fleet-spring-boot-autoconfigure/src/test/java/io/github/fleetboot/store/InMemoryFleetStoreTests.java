package io.github.fleetboot.store;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ipc.CborMessageConverter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The store as the Admiral itself sees it.
 */
class InMemoryFleetStoreTests extends AbstractFleetStoreTests {

	@Override
	protected FleetStore open(StoreEngine engine) {
		return new EngineFleetStore(engine, new CborMessageConverter());
	}

	@Test
	void limitsThatAreNoneAreRefused() {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> new StoreLimits(0, 1, 1))
			.withMessageContaining("fleet.store.max-entries=0");
	}

}
