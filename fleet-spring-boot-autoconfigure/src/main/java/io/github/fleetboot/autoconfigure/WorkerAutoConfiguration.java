package io.github.fleetboot.autoconfigure;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.DeferredReadiness;
import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerInfo;
import io.github.fleetboot.eval.EvalHandler;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.protocol.EventPublication;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.WorkerMeters;
import io.github.fleetboot.worker.AdmiralReports;
import io.github.fleetboot.worker.EventReceiver;
import io.github.fleetboot.worker.HealthSource;
import io.github.fleetboot.worker.MeterSource;
import io.github.fleetboot.worker.RemoteFleetOperations;
import io.github.fleetboot.worker.RemoteStatistics;
import io.github.fleetboot.worker.ServiceTask;
import io.github.fleetboot.worker.StatsHandler;
import io.github.fleetboot.worker.WorkerControl;
import io.github.fleetboot.worker.WorkerEnd;
import io.github.fleetboot.worker.WorkerRuntime;
import io.github.fleetboot.worker.WorkerSettings;
import io.github.fleetboot.worker.WorkerTask;
import io.github.fleetboot.worker.context.WorkerLaunch;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for what clusters and services have in common.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { FleetAutoConfiguration.class, ClusterAutoConfiguration.class })
@ConditionalOnFleetRole({ FleetRole.CLUSTER, FleetRole.SERVICE })
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
public class WorkerAutoConfiguration {

	private static final int MOST_EVENTS = 1000;

	@Bean
	@ConditionalOnMissingBean
	WorkerInfo workerInfo(WorkerLaunch launch) {
		LaunchOrder order = launch.order();
		return new WorkerInfo(order.worker(), order.shards(), order.totalShards());
	}

	@Bean
	EvalHandler fleetEvalHandler(FleetProperties properties, WorkerInfo info, ConfigurableApplicationContext context,
			IpcHandlers handlers) {
		EvalHandler handler = new EvalHandler(properties.eval().enabled(), info, context);
		handlers.register(handler);
		return handler;
	}

	/**
	 * Closed by the runtime, after the last bean has logged its last line.
	 */
	@Bean(destroyMethod = "")
	SocketAdmiralConnection fleetAdmiralConnection(WorkerLaunch launch, DeferredIpcLink link, IpcHandlers handlers,
			FleetProperties properties, ControlTemplate control) {
		return new SocketAdmiralConnection(launch.order(), IpcSettings.options(properties), link, handlers,
				new IpcLogSink(link, control.template()));
	}

	@Bean
	@ConditionalOnFleetRole(FleetRole.SERVICE)
	ServiceTask fleetServiceTask(ObjectProvider<DeferredReadiness> deferred) {
		return new ServiceTask(deferred);
	}

	@Bean
	RemoteFleetOperations fleetOperations(ControlTemplate control) {
		return new RemoteFleetOperations(control.template());
	}

	@Bean
	@ConditionalOnMissingBean
	FleetStatistics fleetStatistics(ControlTemplate control) {
		return new RemoteStatistics(control.template());
	}

	@Bean(destroyMethod = "close")
	EventPublication fleetEventPublication(ConfigurableApplicationContext context) {
		return new EventPublication(context, MOST_EVENTS);
	}

	@Bean(destroyMethod = "close")
	StatsHandler fleetStatsHandler(WorkerLaunch launch, WorkerTask task, ObjectProvider<MeterSource> meters,
			ObjectProvider<HealthSource> health, FleetProperties properties) {
		MeterSource source = meters.getIfAvailable(() -> () -> WorkerMeters.NONE);
		HealthSource contributors = health
			.getIfAvailable(() -> (patience) -> CompletableFuture.completedFuture(Map.of()));
		return new StatsHandler(launch.order().incarnation(), task, source, contributors,
				properties.stats().timeout().dividedBy(2));
	}

	@Bean
	WorkerRuntime fleetWorkerRuntime(WorkerLaunch launch, ConfigurableApplicationContext context,
			SocketAdmiralConnection connection, ControlTemplate control, IpcHandlers handlers, WorkerTask task,
			FleetProperties properties, RemoteFleetOperations operations, EventPublication events, StatsHandler stats) {
		WorkerSettings settings = new WorkerSettings(properties.workers().shutdownTimeout(),
				properties.workers().orphanTimeout());
		WorkerRuntime runtime = new WorkerRuntime(context, connection,
				new AdmiralReports(control.template(), launch.order().incarnation()), task, settings,
				launch.host().isShared() ? new SharedJvmEnd(launch.host()) : new WorkerEnd());
		handlers.registerControl(new WorkerControl(runtime));
		handlers.registerControl(new EventReceiver(control.converter(), events));
		handlers.registerControl(stats);
		launch.onAdmiralGone(() -> runtime.admiralLost(true));
		launch.onKilled(runtime::abandon);
		runtime.onEnding(operations::ending);
		return runtime;
	}

}
