package io.github.fleetboot.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.gateway.jda.FleetSessionController;
import io.github.fleetboot.gateway.jda.IpcIdentifyPermits;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.worker.context.WorkerLaunch;
import io.github.fleetboot.worker.jda.CacheHandler;
import io.github.fleetboot.worker.jda.ClusterTask;
import io.github.fleetboot.worker.jda.EventListeners;
import io.github.fleetboot.worker.jda.ShardManagerBuilderCustomizer;
import io.github.fleetboot.worker.jda.ShardManagerFactory;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for clusters: JDA.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FleetAutoConfiguration.class)
@ConditionalOnFleetRole(FleetRole.CLUSTER)
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
public class ClusterAutoConfiguration {

	@Bean
	GatewayUrl fleetGatewayUrl() {
		return new GatewayUrl();
	}

	@Bean(destroyMethod = "close")
	ClusterThreads fleetClusterThreads(WorkerLaunch launch) {
		return new ClusterThreads(shards(launch.order()).size());
	}

	@Bean
	FleetSessionController fleetSessionController(WorkerLaunch launch, ControlTemplate ipc, GatewayUrl gatewayUrl,
			ClusterThreads threads) {
		return new FleetSessionController(new IpcIdentifyPermits(ipc.template()), gatewayUrl::get,
				launch.order().totalShards(), threads.connecting(), threads.renewing());
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	ShardManager shardManager(BuiltShardManager built) {
		return built.shardManager();
	}

	@Bean
	BuiltShardManager fleetShardManager(WorkerLaunch launch, DiscordProperties properties,
			ObjectProvider<DefaultShardManagerBuilder> ownBuilder,
			ObjectProvider<ShardManagerBuilderCustomizer> customizers, FleetSessionController sessionController,
			ClusterThreads threads) {
		LaunchOrder order = launch.order();
		ShardManagerFactory factory = new ShardManagerFactory(DiscordSettingsMapper.settings(properties),
				customizers.orderedStream().toList());
		return new BuiltShardManager(factory.build(ownBuilder.getIfAvailable(factory::builder), shards(order),
				order.totalShards(), sessionController, threads.callbacks()));
	}

	@Bean
	ClusterTask fleetClusterTask(WorkerLaunch launch, ShardManager shardManager, BuiltShardManager built,
			GatewayUrl gatewayUrl, RoleBeans roleBeans, ListableBeanFactory beanFactory) {
		if (shardManager != built.shardManager()) {
			throw new FleetException(
					"The application has a ShardManager bean of its own, which does not know this cluster's shards.",
					"Declare a bean of type DefaultShardManagerBuilder instead, or change the fleet's builder with beans "
							+ "of type ShardManagerBuilderCustomizer.");
		}
		return new ClusterTask(shardManager, shards(launch.order()).size(), gatewayUrl::set,
				() -> listeners(beanFactory, roleBeans.all()));
	}

	@Bean
	CacheHandler fleetCacheHandler(WorkerLaunch launch, ShardManager shardManager, IpcHandlers handlers) {
		LaunchOrder order = launch.order();
		CacheHandler handler = new CacheHandler(shardManager, shards(order), order.totalShards());
		handlers.registerControl(handler, "fleet-cache");
		return handler;
	}

	private static List<Object> listeners(ListableBeanFactory beanFactory, Collection<Object> roleBeans) {
		Set<Object> beans = new LinkedHashSet<>(roleBeans);
		beans.addAll(beanFactory.getBeansOfType(EventListener.class, false, true).values());
		beans.removeIf(FleetSessionController.class::isInstance);
		return EventListeners.among(new ArrayList<>(beans));
	}

	private static ShardRange shards(LaunchOrder order) {
		ShardRange shards = order.shards();
		if (shards == null) {
			throw new IllegalStateException(order.worker() + " was given no shards");
		}
		return shards;
	}

	/**
	 * The one that the fleet has built.
	 *
	 * @param shardManager the shard manager
	 */
	record BuiltShardManager(ShardManager shardManager) {
	}

	/**
	 * Where the shards connect to, once the Admiral has said so.
	 */
	static final class GatewayUrl {

		private final AtomicReference<String> url = new AtomicReference<>();

		void set(String value) {
			this.url.set(value);
		}

		String get() {
			String value = this.url.get();
			if (value == null) {
				throw new IllegalStateException("The Admiral has not said yet where the gateway is");
			}
			return value;
		}

	}

}
