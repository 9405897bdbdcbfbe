package io.github.fleetboot.autoconfigure;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.RoleDeclarations;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerInfo;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.AdmiralSettings;
import io.github.fleetboot.admiral.BotToken;
import io.github.fleetboot.admiral.DiscordGatewayClient;
import io.github.fleetboot.admiral.FleetStartCheck;
import io.github.fleetboot.admiral.RestartLimits;
import io.github.fleetboot.admiral.StatsCollector;
import io.github.fleetboot.admiral.SupervisorSettings;
import io.github.fleetboot.admiral.WatchSettings;
import io.github.fleetboot.admiral.logging.WorkerLogs;
import io.github.fleetboot.gateway.sharding.ShardingRequest;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStatsEvent;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the Admiral.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FleetAutoConfiguration.class, before = ApplicationAvailabilityAutoConfiguration.class)
@ConditionalOnFleetRole(FleetRole.ADMIRAL)
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
public class AdmiralAutoConfiguration {

	private static final int SECRET_BYTES = 32;

	@Bean
	@ConditionalOnMissingBean
	WorkerInfo workerInfo() {
		return new WorkerInfo(WorkerId.admiral(), null, 0);
	}

	@Bean
	FleetPreconditions fleetPreconditions(ConfigurableListableBeanFactory beanFactory,
			ConfigurableEnvironment environment, DiscordProperties discord) {
		return new FleetPreconditions(beanFactory, environment, discord, FleetStartCheck.shouldStart(environment));
	}

	@Bean(destroyMethod = "close")
	FleetDirectoryHolder fleetDirectory(FleetProperties properties) {
		return new FleetDirectoryHolder(properties.directory());
	}

	@Bean
	FleetSecret fleetSecret() {
		byte[] secret = new byte[SECRET_BYTES];
		new SecureRandom().nextBytes(secret);
		return new FleetSecret(secret);
	}

	@Bean
	SocketFleetChannel fleetChannel(FleetDirectoryHolder directory, FleetSecret secret, FleetProperties properties,
			DeferredIpcLink link, IpcHandlers handlers, ControlTemplate control) {
		return new SocketFleetChannel(directory::path, secret.bytes(), IpcSettings.options(properties), link, handlers,
				control.template());
	}

	@Bean(destroyMethod = "close")
	WorkerLogs fleetWorkerLogs(IpcHandlers handlers, Environment environment) {
		boolean nested = Stream.of("console", "file")
			.map((target) -> environment.getProperty("logging.structured.format." + target))
			.anyMatch("ecs"::equalsIgnoreCase);
		WorkerLogs logs = new WorkerLogs(nested);
		handlers.registerControl(logs);
		return logs;
	}

	@Bean
	BotToken fleetBotToken(DiscordProperties discord) {
		return new BotToken(DiscordSettingsMapper.token(discord));
	}

	@Bean
	WorkerReleases fleetWorkerReleases(FleetProperties properties, BotToken token, FleetDirectoryHolder directory,
			ConfigurableApplicationContext context) {
		return new WorkerReleases(properties, token, directory, context);
	}

	@Bean
	WorkerJvms fleetWorkerJvms(FleetProperties properties, WorkerReleases releases, BotToken token,
			FleetDirectoryHolder directory, FleetSecret secret, SocketFleetChannel channel,
			ConfigurableEnvironment environment, ConfigurableApplicationContext context, WorkerLogs logs) {
		return new WorkerJvms(properties, releases, token, directory, secret, channel, environment, context, logs);
	}

	@Bean
	Admiral admiral(FleetProperties properties, DiscordProperties discord, FleetPreconditions preconditions,
			Environment environment, ConfigurableListableBeanFactory beanFactory, SocketFleetChannel channel,
			WorkerJvms workerJvms, ConfigurableApplicationContext context) {
		DiscordGatewayClient client = new DiscordGatewayClient(DiscordSettingsMapper.apiUrl(discord),
				DiscordSettingsMapper.token(discord), Duration.ofSeconds(1));
		return new Admiral(admiralSettings(properties, discord, environment, beanFactory),
				supervisorSettings(properties), client, channel, workerJvms::launcher, context,
				new FleetAbort(context, FleetStartCheck.isTest(environment)),
				new FleetExit(context, FleetStartCheck.isTest(environment)));
	}

	@Bean(destroyMethod = "close")
	ImmediateEnd fleetImmediateEnd(WorkerJvms workerJvms, FleetDirectoryHolder directory) {
		return new ImmediateEnd(workerJvms, directory);
	}

	@Bean
	FleetLifecycle fleetLifecycle(Admiral admiral, WorkerJvms workerJvms, FleetDirectoryHolder directory,
			ImmediateEnd immediateEnd, ConfigurableEnvironment environment) {
		return new FleetLifecycle(admiral, workerJvms, directory, immediateEnd,
				FleetStartCheck.reasonNotToStart(environment));
	}

	@Bean
	@ConditionalOnMissingBean(ApplicationAvailability.class)
	FleetAvailability applicationAvailability(ConfigurableApplicationContext context,
			ConfigurableEnvironment environment) {
		return new FleetAvailability(context, FleetStartCheck.shouldStart(environment));
	}

	@Bean(destroyMethod = "close")
	StatsThread fleetStatsThread() {
		return new StatsThread();
	}

	@Bean
	StatsCollector fleetStatistics(Admiral admiral, ControlTemplate control, FleetProperties properties,
			IpcHandlers handlers, StatsThread thread) {
		positive("fleet.stats.timeout", properties.stats().timeout());
		StatsCollector collector = new StatsCollector(admiral::status, control.template(), properties.stats().timeout(),
				InstantSource.system(), thread);
		collector.listen("the application", (stats, meters) -> admiral.publish(new FleetStatsEvent(stats)));
		handlers.registerControl(collector);
		return collector;
	}

	@Bean
	StatsLifecycle fleetStatsLifecycle(FleetStatistics statistics, StatsThread thread, FleetProperties properties) {
		return new StatsLifecycle(statistics, thread, properties.stats().interval());
	}

	/**
	 * Draining takes longer than Spring waits for a phase by default.
	 */
	@Bean
	static BeanPostProcessor fleetShutdownPhaseTimeout(Environment environment) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				if (bean instanceof DefaultLifecycleProcessor processor
						&& beanName.equals(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)) {
					processor.setTimeoutForShutdownPhase(FleetLifecycle.PHASE,
							FleetLifecycle.phaseTimeout(environment).toMillis());
				}
				return bean;
			}

		};
	}

	static AdmiralSettings admiralSettings(FleetProperties properties, DiscordProperties discord,
			Environment environment, ConfigurableListableBeanFactory beanFactory) {
		FleetProperties.Sharding sharding = properties.sharding();
		ShardingRequest request = new ShardingRequest(AutoNumber.read("fleet.sharding.total", sharding.total()),
				AutoNumber.read("fleet.sharding.guilds-per-shard", sharding.guildsPerShard()), sharding.first(),
				sharding.last(), AutoNumber.read("fleet.clusters.count", properties.clusters().count()));
		String name = Optional.ofNullable(properties.name())
			.orElseGet(() -> environment.getProperty("spring.application.name", "fleet"));
		RoleDeclarations declarations = RoleDeclarations.of(beanFactory);
		Set<String> services = new LinkedHashSet<>(declarations.services().keySet());
		services.removeAll(declarations.dormantServices());
		Set<String> intents = (discord.intents() != null)
				? discord.intents().stream().map(Enum::name).collect(Collectors.toSet()) : null;
		return new AdmiralSettings(name, request, services, declarations.dormantServices(), intents,
				DiscordSettingsMapper.gatewayUrl(discord), sharding.maxConcurrency(),
				AutoNumber.read("fleet.sharding.identify-reserve", sharding.identifyReserve()),
				sharding.identifyInterval().plus(sharding.identifyMargin()), properties.events().broadcast());
	}

	static SupervisorSettings supervisorSettings(FleetProperties properties) {
		FleetProperties.Workers workers = properties.workers();
		FleetProperties.Services services = properties.services();
		positive("fleet.workers.hang-timeout", workers.hangTimeout());
		positive("fleet.workers.collection-timeout", workers.collectionTimeout());
		positive("fleet.workers.restart-window", workers.restartWindow());
		if (workers.restartIntensity() < 1) {
			throw new FleetException(
					"fleet.workers.restart-intensity=" + workers.restartIntensity() + " would never replace a worker.",
					"Set it to 1 or more; to give a worker up at its first failure set fleet.workers.max-restarts to 0.");
		}
		RestartLimits restarts = new RestartLimits(workers.maxRestarts(), workers.stableAfter(),
				workers.restartIntensity(), workers.restartWindow());
		WatchSettings watch = new WatchSettings(!workers.mayBeHalted(), workers.startTimeout(), services::startTimeout,
				workers.hangTimeout(), workers.collectionTimeout());
		return new SupervisorSettings(services.startTogether(), workers.shutdownTimeout(), workers.shutdownTogether(),
				restarts, watch, !workers.debug().enabled() || workers.debug().port() == 0);
	}

	private static void positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new FleetException(property + "=" + value + " is no time to wait.",
					"Set " + property + " to a time such as 30s.");
		}
	}

}
