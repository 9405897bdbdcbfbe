package io.github.fleetboot.actuate;

import java.util.function.Supplier;

import io.github.fleetboot.store.StoreFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of the store, as long as it is in the Admiral's memory.
 *
 * @since 0.1.0
 */
public final class StoreMeters implements MeterBinder {

	private final Supplier<StoreFigures> store;

	/**
	 * Create the meters.
	 * @param store what the store holds
	 */
	public StoreMeters(Supplier<StoreFigures> store) {
		this.store = store;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("fleet.store.entries", this.store, (store) -> store.get().entries())
			.description("The number of entries of the store")
			.register(registry);
		Gauge.builder("fleet.store.size", this.store, (store) -> store.get().bytes())
			.description("The size of all values of the store, encoded, and of their keys")
			.baseUnit("bytes")
			.register(registry);
		this.store.get()
			.refused()
			.keySet()
			.forEach((property) -> FunctionCounter
				.builder("fleet.store.refused", this.store, (store) -> store.get().refused().getOrDefault(property, 0L))
				.description("What was refused since it would have exceeded a limit of the store")
				.tag("limit", property.substring(property.lastIndexOf('.') + 1))
				.register(registry));
	}

}
