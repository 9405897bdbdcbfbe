package io.github.fleetboot.autoconfigure;

import java.time.InstantSource;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.actuate.FleetMeters;
import io.github.fleetboot.actuate.StoreMeters;
import io.github.fleetboot.actuate.WorkerMeterExport;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.StatsCollector;
import io.github.fleetboot.admiral.logging.WorkerLogs;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.stats.MeterSelection;
import io.github.fleetboot.stats.WorkerMeters;
import io.github.fleetboot.store.InMemoryStoreEngine;
import io.github.fleetboot.store.StoreEngine;
import io.github.fleetboot.worker.MeterSource;
import io.github.fleetboot.worker.metrics.IpcMeterDescriptions;
import io.github.fleetboot.worker.metrics.IpcMeters;
import io.github.fleetboot.worker.metrics.RegistryReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the meters of the fleet, and of its workers, if Micrometer is
 * there.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { AdmiralAutoConfiguration.class, WorkerAutoConfiguration.class }, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
public class FleetMetricsAutoConfiguration {

	private static MeterSelection selection(FleetProperties properties) {
		FleetProperties.Stats.Meters meters = properties.stats().meters();
		if (meters.maxSeries() < 0) {
			throw new FleetException("fleet.stats.meters.max-series=" + meters.maxSeries() + " is no number of series.",
					"Set it to a number such as 1000, or to 0 to show none.");
		}
		return new MeterSelection(meters.include(), meters.exclude(), meters.maxSeries());
	}

	@Bean
	static IpcMeterDescriptions fleetIpcMeterDescriptions() {
		return new IpcMeterDescriptions();
	}

	@Bean
	IpcMeters fleetIpcMeters(DeferredIpcLink link, IpcHandlers handlers) {
		return new IpcMeters(link, handlers);
	}

	/**
	 * In the Admiral.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFleetRole(FleetRole.ADMIRAL)
	static class AdmiralMetrics {

		@Bean
		WorkerMeterExport fleetWorkerMeterExport(MeterRegistry registry, FleetProperties properties,
				StatsCollector collector) {
			WorkerMeterExport export = new WorkerMeterExport(registry, selection(properties).maxSeries());
			collector.listen("the meter registry", export);
			return export;
		}

		@Bean
		FleetMeters fleetMeters(MeterRegistry registry, Admiral admiral, StatsCollector statistics,
				SocketFleetChannel channel, WorkerLogs logs, WorkerMeterExport export) {
			return new FleetMeters(registry, admiral::status, statistics, channel::figures, logs::counts, export,
					InstantSource.system());
		}

		@Bean
		MeterBinder fleetStoreMeters(ObjectProvider<StoreEngine> engine) {
			return (engine.getIfUnique() instanceof InMemoryStoreEngine memory) ? new StoreMeters(memory::figures)
					: (registry) -> {
					};
		}

	}

	/**
	 * In workers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFleetRole({ FleetRole.CLUSTER, FleetRole.SERVICE })
	static class WorkerMetrics {

		@Bean
		MeterSource fleetMeterSource(ObjectProvider<MeterRegistry> registry, FleetProperties properties) {
			MeterSelection selection = selection(properties);
			// Where nothing is shown, nothing needs to be measured
			return selection.isEmpty() ? () -> WorkerMeters.NONE : new RegistryReader(registry.getObject(), selection);
		}

	}

}
