package io.github.fleetboot.docs;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.fleetboot.autoconfigure.DiscordProperties;
import io.github.fleetboot.autoconfigure.FleetProperties;
import io.github.fleetboot.logging.LogPreset;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.Activity.ActivityType;
import net.dv8tion.jda.api.utils.Compression;

/**
 * An option of the reference, and what takes its place here.
 *
 * @param names its names there
 * @param place the property, the bean or the word that stands for it in the table of
 * docs/migration.md, if these are no properties of the fleet
 * @param properties the properties of the fleet
 * @param tests the tests that show what they do: a class, and a method of it
 */
record ReferenceOption(List<String> names, String place, List<Property> properties, List<String> tests) {

	static final List<ReferenceOption> ALL = List.of(
			option("token").property("fleet.discord.token", String.class, null, (bound) -> bound.discord().token())
				.shownBy("RefusalIntegrationTests.aMissingTokenNamesItsPropertyAndTheOneThatWasMeant",
						"FleetAutoConfigurationTests.aTokenMayHaveItsPrefixAndIsNeverPrinted",
						"FleetStateIntegrationTests.noSecretIsAmongTheArgumentsOfAWorker",
						"SampleJarIntegrationTests.answersOnAnEmulatorElsewhere"),
			option("path", "BotWorker").bean("@ClusterWorker")
				.shownBy("FleetStateIntegrationTests.answersMessagesAndInteractionsOfEveryShardOnce"),
			option("services[{name, path, ServiceWorker}]").bean("@FleetService(\"name\")")
				.shownBy("FleetMessagingIntegrationTests.messagesFindTheirWayBetweenAllMembers",
						"FleetAutoConfigurationTests.twoServicesOfOneNameAreRefusedNamingBoth"),
			option("shards")
				.property("fleet.sharding.total", String.class, "auto", (bound) -> bound.fleet().sharding().total())
				.shownBy("FleetOptionsTests.theNumberOfShardsAndClustersCanBeSet",
						"FleetOptionsTests.whatIsNotSetIsLeftToDiscord",
						"ShardPlanTests.whenOneShardIsRecommendedGuildsPerShardDoesNotMatter"),
			option("guildsPerShard")
				.property("fleet.sharding.guilds-per-shard", String.class, "auto",
						(bound) -> bound.fleet().sharding().guildsPerShard())
				.shownBy("FleetOptionsTests.guildsPerShardDivideWhatIsRecommended"),
			option("firstShardID", "lastShardID")
				.property("fleet.sharding.first", Integer.class, null, (bound) -> bound.fleet().sharding().first())
				.property("fleet.sharding.last", Integer.class, null, (bound) -> bound.fleet().sharding().last())
				.shownBy("FleetOptionsTests.aHostHasItsRangeOfShardsAlsoIfItBeginsWithZero",
						"RefusalIntegrationTests.anImpossibleShardRangeNamesItsProperties"),
			option("clusters")
				.property("fleet.clusters.count", String.class, "auto", (bound) -> bound.fleet().clusters().count())
				.shownBy("ShardPlanTests.whenNothingIsAskedForTakesDiscordsNumberAndOneClusterPerEightShards",
						"ShardPlanTests.clustersCoverEveryShardOnceAndDifferByOneAtMost",
						"FleetStateIntegrationTests.statusTellsOfEveryWorkerAndShard"),
			option("clientOptions")
				.property("fleet.discord.intents", Set.class, null, (bound) -> bound.discord().intents())
				.property("fleet.discord.cache-flags", Set.class, null, (bound) -> bound.discord().cacheFlags())
				.property("fleet.discord.member-cache-policy", DiscordProperties.MemberCache.class, null,
						(bound) -> bound.discord().memberCachePolicy())
				.property("fleet.discord.chunking-filter", DiscordProperties.Chunking.class, null,
						(bound) -> bound.discord().chunkingFilter())
				.property("fleet.discord.compression", Compression.class, null,
						(bound) -> bound.discord().compression())
				.shownBy("DiscordOptionsTests.whatIsNotSetIsAsJdaHasIt", "DiscordOptionsTests.eachPropertyReachesJda",
						"DiscordOptionsTests.customizersComeAfterThePropertiesInTheirOrderAndCannotTakeTheShards",
						"FiguresIntegrationTests.aWorkerIsSmallAndStartsFast"),
			option("customClient").bean("DefaultShardManagerBuilder")
				.shownBy("DiscordOptionsTests.aBuilderOfTheApplicationsOwnIsUsedForTheShardsOfTheFleet"),
			option("startingStatus")
				.property("fleet.discord.status", OnlineStatus.class, null, (bound) -> bound.discord().status())
				.property("fleet.discord.activity.type", ActivityType.class, null,
						(bound) -> bound.discord().activity())
				.property("fleet.discord.activity.name", String.class, null, (bound) -> bound.discord().activity())
				.property("fleet.discord.activity.url", String.class, null, (bound) -> bound.discord().activity())
				.shownBy("DiscordOptionsTests.eachPropertyReachesJda"),
			option("serviceTimeout")
				.property("fleet.services.start-timeout", Duration.class, Duration.ofSeconds(60),
						(bound) -> bound.fleet().services().startTimeout())
				.shownBy("LifecyclePropertiesTests.eachCanBeSet",
						"SupervisorTests.aServiceThatNeverBecomesReadyIsKilled"),
			option("clusterTimeout").place("none")
				.shownBy("RealWindowsIntegrationTests.isUpAboutAsEarlyAsDiscordAllows"),
			option("nodeArgs")
				.property("fleet.workers.jvm-args", List.class, List.of(), (bound) -> bound.fleet().workers().jvmArgs())
				.property("fleet.clusters.jvm-args", List.class, List.of(),
						(bound) -> bound.fleet().clusters().jvmArgs())
				.property("fleet.services.instances", Map.class, Map.of(),
						(bound) -> bound.fleet().services().instances())
				.shownBy("WorkerHeapsTests.whatAllWorkersHaveIsFollowedByWhatTheirKindHas",
						"MemoryIntegrationTests.theMemoryIsDivided"),
			option("statsInterval")
				.property("fleet.stats.interval", Duration.class, Duration.ofSeconds(60),
						(bound) -> bound.fleet().stats().interval())
				.shownBy("FleetOptionsTests.statisticsAreCollectedAtTheirIntervalAndWithZeroOnDemandOnly",
						"FleetStateIntegrationTests.statisticsAreTheSameInTheAdmiralAndInWorkers"),
			option("lessLogging", "whatToLog")
				.property("fleet.logging.preset", LogPreset.class, LogPreset.ALL,
						(bound) -> bound.fleet().logging().preset())
				.property("fleet.logging.include", Set.class, Set.of(), (bound) -> bound.fleet().logging().include())
				.property("fleet.logging.exclude", Set.class, Set.of(), (bound) -> bound.fleet().logging().exclude())
				.shownBy("FleetLoggingListenerTests.topicsAreReadInTheFormOfTheDocumentation",
						"StructuredLogsIntegrationTests.structuredLinesOfWorkersKeepTheirFieldsAndTopicsAreFilteredInWorkers"),
			option("objectLogging").place("logging.structured.format.console")
				.shownBy(
						"StructuredLogsIntegrationTests.structuredLinesOfWorkersKeepTheirFieldsAndTopicsAreFilteredInWorkers"),
			option("overrideConsole")
				.property("fleet.logging.forward", Boolean.class, true, (bound) -> bound.fleet().logging().forward())
				.shownBy("MemoryIntegrationTests.theMemoryIsDivided",
						"LogsIntegrationTests.anExpressionIsRefusedAndLoggedUnlessSwitchedOn"),
			option("killTimeout")
				.property("fleet.workers.shutdown-timeout", Duration.class, Duration.ofSeconds(10),
						(bound) -> bound.fleet().workers().shutdownTimeout())
				.shownBy("AdmiralProcessIntegrationTests.aWorkerThatDoesNotDrainInTimeIsKilledAndTheAdmiralEnds"),
			option("fetchTimeout")
				.property("fleet.ipc.request-timeout", Duration.class, Duration.ofSeconds(10),
						(bound) -> bound.fleet().ipc().requestTimeout())
				.shownBy("FleetOptionsTests.aRequestEndsAfterItsTimeout"),
			option("startServicesTogether")
				.property("fleet.services.start-together", Boolean.class, false,
						(bound) -> bound.fleet().services().startTogether())
				.shownBy("LifecyclePropertiesTests.eachCanBeSet",
						"SupervisorTests.servicesBeginOneAfterAnotherUnlessToldOtherwise"),
			option("shutdownTogether")
				.property("fleet.workers.shutdown-together", Boolean.class, true,
						(bound) -> bound.fleet().workers().shutdownTogether())
				.shownBy("LifecyclePropertiesTests.eachCanBeSet",
						"SupervisorShutdownTests.workersDrainOneAfterAnotherIfThatIsWanted"),
			option("maxConcurrencyOverride")
				.property("fleet.sharding.max-concurrency", Integer.class, null,
						(bound) -> bound.fleet().sharding().maxConcurrency())
				.shownBy("FleetOptionsTests.concurrencyAndBroadcastCanBeSet",
						"InProcessIntegrationTests.rolesShareTheJvmAndNoProcessIsStarted"),
			option("broadcastAdmiralEvents")
				.property("fleet.events.broadcast", Boolean.class, true, (bound) -> bound.fleet().events().broadcast())
				.shownBy("FleetOptionsTests.concurrencyAndBroadcastCanBeSet",
						"FleetEventsTests.allOfThemReachTheAdmiralAndConnectedWorkersInOrder",
						"FleetEventsTests.withoutBroadcastWorkersHearNothing"),
			option("maxRestarts")
				.property("fleet.workers.max-restarts", Integer.class, 5,
						(bound) -> bound.fleet().workers().maxRestarts())
				.property("fleet.workers.stable-after", Duration.class, Duration.ofMinutes(2),
						(bound) -> bound.fleet().workers().stableAfter())
				.shownBy("SupervisorTests.failuresAreForgottenOnlyAfterTheWorkerWasStable",
						"RefusalIntegrationTests.aServiceThatFailsToStartIsReportedWithItsCauseAndNoClusterIdentifies",
						"MortalClusterIntegrationTests.isGivenUpAfterItsIntensityAndNothingIsSpentOnItAnyMore"),
			option("useCentralRequestHandler", "loadCodeImmediately", "softKillNotificationPeriod")
				.place("not there yet")
				.shownBy());

	/**
	 * Begin to tell of an option.
	 */
	private static ReferenceOption option(String... names) {
		return new ReferenceOption(List.of(names), "", List.of(), List.of());
	}

	private ReferenceOption place(String name) {
		return new ReferenceOption(this.names, name, this.properties, this.tests);
	}

	private ReferenceOption bean(String type) {
		return place("`" + type + "`");
	}

	private <T> ReferenceOption property(String name, Class<T> type, Object value, Function<Bound, Object> bound) {
		Property property = new Property(name, type, value, bound);
		return new ReferenceOption(this.names, this.place,
				Stream.concat(this.properties.stream(), Stream.of(property)).toList(), this.tests);
	}

	private ReferenceOption shownBy(String... methods) {
		return new ReferenceOption(this.names, this.place, this.properties, Arrays.asList(methods));
	}

	@Override
	public String toString() {
		return String.join(", ", this.names);
	}

	/**
	 * A property of the fleet.
	 *
	 * @param name its name
	 * @param type its type, without what it holds
	 * @param value its default, {@code null} if it has none
	 * @param bound reads it
	 */
	record Property(String name, Class<?> type, Object value, Function<Bound, Object> bound) {

		boolean hasDefault() {
			return this.value != null && !this.value.equals(List.of()) && !this.value.equals(Map.of())
					&& !this.value.equals(Set.of());
		}

	}

	/**
	 * What is bound of a configuration.
	 *
	 * @param fleet the keys of the fleet
	 * @param discord those of the bot
	 */
	record Bound(FleetProperties fleet, DiscordProperties discord) {
	}

}
