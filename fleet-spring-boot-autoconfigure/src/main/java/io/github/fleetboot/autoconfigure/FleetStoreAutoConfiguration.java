package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.admiral.StoreHandler;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.store.EngineFleetStore;
import io.github.fleetboot.store.FleetStore;
import io.github.fleetboot.store.InMemoryStoreEngine;
import io.github.fleetboot.store.StoreEngine;
import io.github.fleetboot.store.StoreLimits;
import io.github.fleetboot.worker.IpcStoreEngine;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the data store, which every JVM of a fleet has.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FleetAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
public class FleetStoreAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FleetStore fleetStore(StoreEngine engine, CborMessageConverter converter) {
		return new EngineFleetStore(engine, converter);
	}

	/**
	 * The values, and the way in for workers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFleetRole(FleetRole.ADMIRAL)
	static class AdmiralStoreConfiguration {

		private static final String THREAD = "fleet-store";

		@Bean
		@ConditionalOnMissingBean
		StoreEngine fleetStoreEngine(FleetProperties properties) {
			FleetProperties.Store store = properties.store();
			return new InMemoryStoreEngine(
					new StoreLimits(store.maxEntries(), store.maxValueSize().toBytes(), store.maxSize().toBytes()),
					System::nanoTime);
		}

		@Bean
		StoreHandler fleetStoreHandler(StoreEngine engine, IpcHandlers handlers) {
			StoreHandler handler = new StoreHandler(engine);
			handlers.registerControl(handler, THREAD);
			return handler;
		}

	}

	/**
	 * The way to the values.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFleetRole({ FleetRole.CLUSTER, FleetRole.SERVICE })
	static class WorkerStoreConfiguration {

		@Bean
		@ConditionalOnMissingBean
		StoreEngine fleetStoreEngine(ControlTemplate control) {
			return new IpcStoreEngine(control.template());
		}

	}

}
