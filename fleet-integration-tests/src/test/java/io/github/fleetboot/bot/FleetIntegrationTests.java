package io.github.fleetboot.bot;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.actuate.FleetHealthIndicator;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.cache.FleetCache;
import io.github.fleetboot.cache.FleetCacheException;
import io.github.fleetboot.cache.GuildSnapshot;
import io.github.fleetboot.cache.UserSnapshot;
import io.github.fleetboot.eval.EvalException;
import io.github.fleetboot.eval.FleetEval;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcNoHandlerException;
import io.github.fleetboot.ipc.IpcNoSuchDestinationException;
import io.github.fleetboot.ipc.IpcPayloadInvalidException;
import io.github.fleetboot.ipc.IpcPayloadTooLargeException;
import io.github.fleetboot.ipc.IpcPayloadUnreadableException;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.ipc.ReactiveIpcTemplate;
import io.github.fleetboot.stats.ContributorHealth;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.ServiceStats;
import io.github.fleetboot.store.FleetStore;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.boot.health.contributor.Health;
import org.springframework.core.ParameterizedTypeReference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One fleet of 2 clusters with 2 shards each and 2 services, forked from the class path
 * of a test runner. Methods that kill workers come last, and leave a whole fleet behind.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int GUILDS = 40;

	private static BotFleet fleet;

	@BeforeAll
	static void start() {
		DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(GUILDS)
			.membersPerGuild(5)
			.shards(4)
			.identifyWindow(Duration.ofMillis(500))
			.rateLimits(false)
			.start();
		fleet = BotFleet
			.start(discord, "--fleet.clusters.count=2", "--fleet.sharding.identify-interval=500ms",
					"--fleet.ipc.max-payload=1MB", "--fleet.workers.orphan-timeout=3s", "--fleet.eval.enabled=true")
			.awaitReady();
	}

	@AfterAll
	static void stop() {
		fleet.close();
	}

	@Test
	@Order(1)
	void identifiesOnlyAfterAllServicesAreReadyAndWithoutViolations() {
		DiscordRecord record = fleet.discord().record();
		assertThat(record.violations()).isEmpty();
		assertThat(record.identifies()).hasSize(4);
		AdmiralDesk.Note ready = fleet.context()
			.getBean(AdmiralDesk.class)
			.notes()
			.stream()
			.filter((note) -> note.text().equals("late is ready"))
			.findFirst()
			.orElseThrow();
		assertThat(ready.sender()).isEqualTo(WorkerId.service("late"));
		assertThat(record.identifies().get(0).time().nanos()).isGreaterThan(ready.nanos());
	}

	@Test
	@Order(1)
	void answersMessagesAndInteractionsOfEveryShardOnce() {
		for (int guild = 0; guild < 8; guild++) {
			fleet.discord().message(guild).from("Ada").content("!ping g" + guild).send().awaitReply(PATIENCE);
			String echo = fleet.discord()
				.slashCommand(guild, "echo")
				.option("text", "e" + guild)
				.send()
				.awaitResponse(PATIENCE)
				.content();
			assertThat(echo).isEqualTo("e" + guild);
		}
		List<String> replies = fleet.discord()
			.record()
			.messages()
			.stream()
			.map((message) -> message.content())
			.toList();
		assertThat(replies).containsAll(IntStream.range(0, 8).mapToObj((guild) -> "Pong! g" + guild).toList())
			.doesNotHaveDuplicates();
	}

	@Test
	@Order(1)
	void statusTellsOfEveryWorkerAndShard() {
		FleetStatus status = fleet.status();
		assertThat(status.shards()).isEqualTo(new FleetStatus.Shards(4, 4));
		assertThat(status.clusters()).extracting(FleetStatus.Cluster::id).containsExactly(0, 1);
		assertThat(status.clusters().stream().mapToLong(FleetStatus.Cluster::guilds).sum()).isEqualTo(GUILDS);
		assertThat(status.clusters().stream().mapToLong(FleetStatus.Cluster::members).sum()).isEqualTo(GUILDS * 5);
		assertThat(status.clusters()).allSatisfy((cluster) -> {
			assertThat(cluster.state()).isEqualTo(WorkerState.LIVE);
			assertThat(cluster.memory()).isGreaterThan(30_000_000);
			assertThat(cluster.uptime()).isPositive();
			assertThat(cluster.shards()).hasSize(2);
		});
		assertThat(status.services()).extracting(FleetStatus.Service::name).containsExactlyInAnyOrder("echo", "late");
		assertThat(status.identify()).satisfies((identify) -> assertThat(identify.remaining()).isEqualTo(996));
		assertThat(status.operations()).singleElement()
			.satisfies((operation) -> assertThat(operation.state()).isEqualTo("COMPLETED"));
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.cluster(0).ipcLatency() != null);
	}

	@Test
	@Order(1)
	void messagesFindTheirWayBetweenAllMembers() {
		IpcTemplate ipc = fleet.ipc();
		assertThat(who(IpcDestination.cluster(1))).containsEntry("id", "cluster-1")
			.containsEntry("shards", "2–3")
			.containsEntry("total", 4);
		assertThat(who(IpcDestination.ownerOfShard(2))).containsEntry("id", "cluster-1");
		long guild = fleet.discord().guild(0).id();
		assertThat(who(IpcDestination.ownerOfGuild(guild))).containsEntry("id", "cluster-" + ((guild >>> 22) % 4 / 2));
		// Admiral to service to cluster and back
		Long guilds = ipc.convertSendAndReceive(IpcDestination.service("echo").route("guilds-of-cluster"), 0,
				Long.class);
		assertThat(guilds).isEqualTo(fleet.cluster(0).guilds());
		Map<WorkerId, IpcReply<Long>> counts = ipc
			.requestAll(IpcDestination.allClusters().route("guild-count"), "", Long.class)
			.join();
		assertThat(counts).containsOnlyKeys(WorkerId.cluster(0), WorkerId.cluster(1));
		assertThat(counts.values().stream().mapToLong((reply) -> reply.value()).sum()).isEqualTo(GUILDS);
	}

	@Test
	@Order(1)
	void aBroadcastReachesEveryClusterAndTheirWordsReachTheAdmiral() {
		fleet.ipc().convertAndSend(IpcDestination.allClusters().route("hear"), "ahoy");
		AdmiralDesk desk = fleet.context().getBean(AdmiralDesk.class);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> desk.notes().stream().filter((note) -> note.text().equals("heard ahoy")).count() == 2);
	}

	@Test
	@Order(1)
	void allMembersShareOneStore() {
		FleetStore store = fleet.context().getBean(FleetStore.class);
		Map<WorkerId, IpcReply<Void>> replies = fleet.ipc()
			.requestAll(IpcDestination.allClusters().route("store.count"), 200, Void.class, PATIENCE)
			.join();
		assertThat(replies.values()).hasSize(2).allMatch(IpcReply::isSuccess);
		assertThat(store.get("visits", Long.class)).contains(400L);
		IpcDestination service = IpcDestination.service("echo").route("stored.count");
		assertThat(fleet.ipc().convertSendAndReceive(service, "", Long.class)).isEqualTo(400);
		assertThat(store.remove("visits")).isTrue();
		assertThat(fleet.ipc().convertSendAndReceive(service, "", Long.class)).isZero();
	}

	@Test
	@Order(1)
	void anyMemberIsToldWhatAClusterHasCached() {
		FleetCache cache = fleet.context().getBean(FleetCache.class);
		long bot = fleet.discord().applicationId();
		for (EmulatorGuild guild : fleet.discord().guilds().subList(0, 8)) {
			GuildSnapshot cached = cache.getGuild(guild.id()).orElseThrow();
			assertThat(cached.name()).isEqualTo("Guild " + guild.index());
			assertThat(cached.memberCount()).isEqualTo(guild.memberCount());
			assertThat(cached.shard()).isEqualTo(guild.shard(4));
			assertThat(cached.roleIds()).contains(guild.id(), guild.roleId());
			assertThat(cached.channelIds()).contains(guild.channelId(), guild.voiceChannelId());
			assertThat(fleet.ipc()
				.convertSendAndReceive(IpcDestination.service("echo").route("cached.guild"), guild.id(),
						GuildSnapshot.class))
				.isEqualTo(cached);
			assertThat(cache.getChannel(guild.channelId())).hasValueSatisfying((channel) -> {
				assertThat(channel.guildId()).isEqualTo(guild.id());
				assertThat(channel.type()).isEqualTo("TEXT");
			});
			assertThat(cache.getRole(guild.id(), guild.id())).hasValueSatisfying((role) -> {
				assertThat(role.name()).isEqualTo("@everyone");
				assertThat(role.color()).isNull();
			});
			assertThat(cache.getMember(guild.id(), bot)).hasValueSatisfying((member) -> {
				assertThat(member.user().id()).isEqualTo(bot);
				assertThat(member.user().bot()).isTrue();
				assertThat(member.permissions()).isNotZero();
				assertThat(member.joinedAt()).isNotNull();
			});
		}
		Optional<UserSnapshot> alone = cache.getUser(bot);
		List<CompletableFuture<Optional<UserSnapshot>>> atOnce = IntStream.range(0, 1000)
			.mapToObj((number) -> cache.async().getUser(bot))
			.toList();
		assertThat(alone).hasValueSatisfying((user) -> assertThat(user.bot()).isTrue());
		assertThat(atOnce).allSatisfy((user) -> assertThat(user).succeedsWithin(PATIENCE).isEqualTo(alone));
		assertThat(cache.getGuild(1L << 40)).isEmpty();
		assertThat(cache.getUser(1)).isEmpty();
		assertThat(cache.getChannel(1)).isEmpty();
		assertThat(cache.getRole(fleet.discord().guild(0).id(), 1)).isEmpty();
	}

	@Test
	@Order(1)
	void expressionsAreEvaluatedInWorkers() {
		FleetEval eval = fleet.context().getBean(FleetEval.class);
		Map<WorkerId, IpcReply<Long>> guilds = eval
			.evaluateInClusters("@shardManager.guildCache.size()", Long.class, PATIENCE)
			.join();
		assertThat(guilds).containsOnlyKeys(WorkerId.cluster(0), WorkerId.cluster(1));
		assertThat(guilds.values().stream().mapToLong(IpcReply::valueOrThrow).sum()).isEqualTo(GUILDS);
		assertThat(eval.evaluate(IpcDestination.service("echo"), "worker.id", String.class)).contains("service-echo");
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> eval.evaluate(IpcDestination.ownerOfShard(2), "@shardManager.nothing", String.class))
			.withMessageContaining("cluster-1 at character 14");
	}

	@Test
	@Order(1)
	void eachWayToFailHasItsException() {
		IpcTemplate ipc = fleet.ipc();
		assertThatExceptionOfType(IpcNoSuchDestinationException.class)
			.isThrownBy(() -> ipc.convertSendAndReceive(IpcDestination.cluster(7).route("who"), "", Map.class));
		assertThatExceptionOfType(IpcNoHandlerException.class)
			.isThrownBy(() -> ipc.convertSendAndReceive(IpcDestination.cluster(0).route("nobody"), "", String.class));
		assertThatExceptionOfType(IpcRemoteException.class)
			.isThrownBy(() -> ipc.convertSendAndReceive(IpcDestination.cluster(0).route("fail"), "", String.class))
			.withMessageContaining("the bilge is full")
			.withMessageContaining("IllegalStateException");
		assertThatExceptionOfType(IpcPayloadUnreadableException.class).isThrownBy(() -> ipc
			.convertSendAndReceive(IpcDestination.service("echo").route("echo"), "no sample", Sample.class));
		assertThatExceptionOfType(IpcPayloadTooLargeException.class)
			.isThrownBy(() -> ipc.convertSendAndReceive(IpcDestination.service("echo").route("length"),
					new byte[1_100_000], Integer.class))
			.withMessageContaining("fleet.ipc.max-payload");
		assertThatExceptionOfType(IpcTimeoutException.class).isThrownBy(() -> join(
				ipc.requestAsync(IpcDestination.cluster(0).route("wait"), 2_000, Void.class, Duration.ofMillis(200))));
		assertThat(ipc.convertSendAndReceive(IpcDestination.service("echo").route("length"), new byte[900_000],
				Integer.class))
			.isEqualTo(900_000);
	}

	@Test
	@Order(1)
	void statisticsAreTheSameInTheAdmiralAndInWorkers() throws Exception {
		FleetStatistics statistics = fleet.context().getBean(FleetStatistics.class);
		FleetStats stats = statistics.collect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(stats.missing()).isEmpty();
		assertThat(stats.guilds()).isEqualTo(GUILDS);
		assertThat(stats.members()).isEqualTo(GUILDS * 5);
		assertThat(stats.shardCount()).isEqualTo(4);
		assertThat(stats.clusters()).hasSize(2).allSatisfy((cluster) -> {
			assertThat(cluster.memory()).isGreaterThan(30_000_000);
			assertThat(cluster.uptime()).isPositive();
			assertThat(cluster.restLatency()).isNotNull().isNotNegative();
			assertThat(cluster.shards()).hasSize(2);
		});
		assertThat(stats.services()).extracting(ServiceStats::name).containsExactlyInAnyOrder("echo", "late");
		FleetStats ofWorker = fleet.ipc()
			.convertSendAndReceive(IpcDestination.cluster(1).route("statistics"), null, FleetStats.class, PATIENCE);
		assertThat(statistics.latest()).contains(ofWorker);
		assertThat(ofWorker.timestamp()).isAfter(stats.timestamp());
		MeterRegistry meters = fleet.context().getBean(MeterRegistry.class);
		for (String worker : List.of("cluster-0", "cluster-1", "service-echo", "service-late")) {
			assertThat(meters.get("jvm.memory.used").tag("fleet.worker", worker).gauges()).isNotEmpty()
				.allSatisfy((gauge) -> assertThat(gauge.value()).isNotNegative());
			assertThat(meters.get("fleet.ipc.requests.open").tag("fleet.worker", worker).gauges()).hasSize(2);
			assertThat(meters.get("fleet.ipc.hub.queue").tag("fleet.worker", worker).gauge().value()).isNotNegative();
		}
		assertThat(meters.get("fleet.ipc.requests.open").tag("fleet.worker", "admiral").gauges()).hasSize(2);
		assertThat(meters.get("fleet.ipc.hub.dropped").functionCounter().count()).isNotNegative();
	}

	@Test
	@Order(1)
	void workersHoldNoWebServerNorNettyNorReactorNorAValidatorThatNobodyAsksFor() throws Exception {
		for (long pid : fleet.pids()) {
			List<String> histogram = Processes.classHistogram(pid);
			assertThat(histogram).anyMatch((line) -> line.contains("io.github.fleetboot.ipc.IpcTemplate"));
			assertThat(histogram).noneMatch((line) -> line.contains(" org.apache.catalina.")
					|| line.contains(" org.apache.tomcat.") || line.contains(" org.apache.coyote.")
					|| line.contains(" io.netty.") || line.contains(" reactor.") || line.contains(" io.prometheus."));
			boolean validates = pid == fleet.service("late").pid();
			assertThat(histogram.stream().anyMatch((line) -> line.contains(" org.hibernate.validator.")))
				.isEqualTo(validates);
		}
	}

	@Test
	@Order(2)
	@SuppressWarnings("unchecked")
	void healthOfWorkersIsShownAndDegradesTheFleet() throws Exception {
		FleetStatistics statistics = fleet.context().getBean(FleetStatistics.class);
		FleetHealthIndicator indicator = fleet.context().getBean(FleetHealthIndicator.class);
		for (String status : List.of("DOWN", "UP")) {
			fleet.ipc()
				.convertSendAndReceive(IpcDestination.cluster(1).route("health"), status, String.class, PATIENCE);
			statistics.collect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			Health health = indicator.health();
			assertThat(health.getStatus().getCode()).isEqualTo(status.equals("UP") ? "UP" : "DEGRADED");
			assertThat((Map<String, Object>) health.getDetails().get("workers"))
				.isEqualTo(Map.of("cluster-0", Map.of("cluster", new ContributorHealth("UP", Map.of("asked", true))),
						"cluster-1", Map.of("cluster", new ContributorHealth(status, Map.of("asked", true)))));
		}
	}

	@Test
	@Order(1)
	void payloadsAreValidatedInAWorker() {
		IpcDestination late = IpcDestination.service("late").route("define");
		assertThat(fleet.ipc().convertSendAndReceive(late, new LateService.Word("ship"), String.class))
			.isEqualTo("ship is a word");
		assertThatExceptionOfType(IpcPayloadInvalidException.class)
			.isThrownBy(() -> fleet.ipc().convertSendAndReceive(late, new LateService.Word(" "), String.class))
			.withMessageContaining("'text' must not be blank (NotBlank)");
	}

	@Test
	@Order(1)
	void repliesOfClustersStreamIn() {
		List<IpcReply<Long>> counts = fleet.context()
			.getBean(ReactiveIpcTemplate.class)
			.requestAll(IpcDestination.allClusters().route("guild-count"), "", Long.class)
			.collectList()
			.block(PATIENCE);
		assertThat(counts).extracting(IpcReply::source)
			.containsExactlyInAnyOrder(WorkerId.cluster(0), WorkerId.cluster(1));
		assertThat(counts.stream().mapToLong(IpcReply::value).sum()).isEqualTo(GUILDS);
	}

	@Test
	@Order(1)
	void noSecretIsAmongTheArgumentsOfAWorker() {
		String token = fleet.discord().token();
		assertThat(Processes.childrenOf(ProcessHandle.current())).isNotEmpty().allSatisfy((worker) -> {
			assertThat(worker.info().commandLine().orElseThrow()).contains("-Dfleet.worker=").doesNotContain(token);
		});
	}

	@Test
	@Order(1)
	void servicesDoNotKnowTheToken() {
		String token = fleet.discord().token();
		assertThat(fleet.ipc()
			.convertSendAndReceive(IpcDestination.cluster(0).route("knows"), token, Boolean.class, PATIENCE)).isTrue();
		assertThat(fleet.ipc()
			.convertSendAndReceive(IpcDestination.service("echo").route("knows"), token, Boolean.class, PATIENCE))
			.isFalse();
	}

	@Test
	@Order(1)
	void aStrangerOnTheSocketIsTurnedAwayAndNobodyElseNotices() throws Exception {
		Path socket;
		try (Stream<Path> files = Files.walk(fleet.directory())) {
			socket = files.filter((file) -> !Files.isRegularFile(file) && !Files.isDirectory(file))
				.findFirst()
				.orElseThrow();
		}
		assertThat(Files.getPosixFilePermissions(socket.getParent())).containsExactlyInAnyOrder(
				PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
		try (SocketChannel stranger = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
			stranger.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n and some more that is no hello".getBytes(UTF_8)));
			ByteBuffer answer = ByteBuffer.allocate(1024);
			CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> readsToTheEnd(stranger, answer));
			assertThat(closed).succeedsWithin(PATIENCE).isEqualTo(true);
		}
		assertThat(fleet.status().state()).isEqualTo(FleetStatus.FleetState.RUNNING);
		assertThat(who(IpcDestination.cluster(0))).containsEntry("id", "cluster-0");
	}

	private static boolean readsToTheEnd(SocketChannel channel, ByteBuffer answer) {
		try {
			while (channel.read(answer.clear()) >= 0) {
				assertThat(answer.position()).isPositive();
			}
			return true;
		}
		catch (IOException ex) {
			// Reset: closed as well
			return true;
		}
	}

	@Test
	@Order(2)
	void aKilledClusterIsReplacedAndTheRestIsUndisturbed() {
		FleetStatus before = fleet.status();
		long pid = before.clusters().get(1).pid();
		CompletableFuture<Void> underWay = fleet.ipc()
			.requestAsync(IpcDestination.cluster(1).route("wait"), 20_000, Void.class, Duration.ofSeconds(30));
		fleet.ipc().convertAndSend(IpcDestination.cluster(1).route("store.write"), "");
		Awaitility.await().atMost(PATIENCE).until(() -> acknowledged() > 100);
		Processes.kill(pid);
		assertThatExceptionOfType(IpcPeerLostException.class).isThrownBy(() -> join(underWay));
		whatTheDeadClusterHadCachedNobodyKnows();
		whatWasAcknowledgedIsInTheStore();
		// Not handed over yet: waits for the replacement
		CompletableFuture<Long> patient = fleet.ipc()
			.requestAsync(IpcDestination.cluster(1).route("guild-count"), "", Long.class, Duration.ofMinutes(1));
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.cluster(1).restarts() == 1);
		fleet.awaitReady();
		FleetStatus after = fleet.status();
		assertThat(after.clusters().get(1).pid()).isNotEqualTo(pid);
		assertThat(after.clusters().get(0).pid()).isEqualTo(before.clusters().get(0).pid());
		assertThat(after.clusters().get(0).restarts()).isZero();
		assertThat(after.services()).allSatisfy((service) -> assertThat(service.restarts()).isZero());
		assertThat(join(patient)).isNotNull();
		assertThat(fleet.discord().record().violations()).isEmpty();
		assertThat(fleet.discord().record().identifies()).hasSize(6);
		answersMessages("after kill");
	}

	@Test
	@Order(3)
	void aKilledServiceIsReplaced() {
		long pid = fleet.service("echo").pid();
		Processes.kill(pid);
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.service("echo").restarts() == 1);
		fleet.awaitReady();
		assertThat(fleet.ipc()
			.convertSendAndReceive(IpcDestination.service("echo").route("echo"), Sample.of(1), Sample.class))
			.isEqualTo(Sample.of(1));
	}

	@Test
	@Order(4)
	void aTerminatedWorkerDrainsAndIsReplaced() {
		int resumableBefore = (int) closedWith(1000);
		long pid = fleet.cluster(0).pid();
		Processes.terminate(pid);
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.cluster(0).restarts() == 1);
		fleet.awaitReady();
		// Both its shards said goodbye
		assertThat(closedWith(1000)).isEqualTo(resumableBefore + 2);
		answersMessages("after term");
	}

	@Test
	@Order(5)
	void aRestartReplacesOneWorkerAfterAnotherAndNoRequestToAServiceFailsByIt() throws Exception {
		FleetStatus before = fleet.status();
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		AdmiralDesk desk = fleet.context().getBean(AdmiralDesk.class);
		List<String> changes = desk.changes();
		changes.clear();
		IpcDestination cluster = IpcDestination.cluster(0);
		fleet.ipc().convertSendAndReceive(cluster.route("service-load.begin"), 500, Void.class);
		ServiceLoad ownLoad = ServiceLoad.begin(fleet.ipc(), "admiral", 50);
		FleetOperation restart = operations.restart(List.of(WorkerId.service("echo"), WorkerId.cluster(1)), false);
		assertThat(restart.state()).isEqualTo(FleetOperation.State.RUNNING);
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> operations.restart(List.of(), false))
			.withMessageContaining(restart.id());
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.service("echo").successor() != null);
		assertThat(fleet.service("echo").pid()).isNotEqualTo(fleet.service("echo").successor().pid());
		FleetOperation ended = operations.whenEnded(restart.id()).get(1, TimeUnit.MINUTES);
		assertThat(ended.state()).isEqualTo(FleetOperation.State.COMPLETED);
		ServiceLoad.Result ofCluster = fleet.ipc()
			.convertSendAndReceive(cluster.route("service-load.end"), "", ServiceLoad.Result.class,
					Duration.ofSeconds(30));
		assertServed(desk, ofCluster, ownLoad.end());
		fleet.awaitReady();
		FleetStatus after = fleet.status();
		assertThat(fleet.service("echo").pid())
			.isNotIn(before.services().stream().map(FleetStatus.Service::pid).toList());
		assertThat(after.clusters().get(1).pid()).isNotEqualTo(before.clusters().get(1).pid());
		assertThat(after.clusters().get(0).pid()).isEqualTo(before.clusters().get(0).pid());
		assertThat(after.operations()).last()
			.satisfies((operation) -> assertThat(operation.id()).isEqualTo(restart.id()));
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(changes).containsExactly("cluster-1 DRAINING", "cluster-1 STOPPED",
					"cluster-1 STARTING", "cluster-1 STANDBY", "cluster-1 CONNECTING", "cluster-1 LIVE"));
		assertThat(fleet.discord().record().violations()).isEmpty();
		answersMessages("after restart");
		workersHeardOfTheRestart();
	}

	/**
	 * Cluster 0 was there all the time.
	 */
	private static void workersHeardOfTheRestart() {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(fleet.ipc()
				.convertSendAndReceive(IpcDestination.cluster(0).route("fleet-events"), null,
						new ParameterizedTypeReference<List<String>>() {
						}))
				.containsSubsequence("ClusterShutdownEvent[cluster=1, shards=2–3, cause=null]",
						"ShardConnectEvent[cluster=1, shard=2, live=true]",
						"ShardReadyEvent[cluster=1, shard=2, live=true]", "ClusterReadyEvent[cluster=1, shards=2–3]")
				.last()
				.satisfies((last) -> assertThat(last).matches("(FleetReadyEvent|FleetStatsEvent).*")));
	}

	private static void whatTheDeadClusterHadCachedNobodyKnows() {
		FleetCache cache = fleet.context().getBean(FleetCache.class).withTimeout(Duration.ofMillis(500));
		long lost = fleet.discord()
			.guilds()
			.stream()
			.filter((guild) -> guild.shard(4) > 1)
			.findFirst()
			.orElseThrow()
			.id();
		long kept = fleet.discord()
			.guilds()
			.stream()
			.filter((guild) -> guild.shard(4) < 2)
			.findFirst()
			.orElseThrow()
			.id();
		assertThatExceptionOfType(FleetCacheException.class).isThrownBy(() -> cache.getGuild(lost))
			.satisfies((ex) -> assertThat(ex.getFailures()).containsOnlyKeys(WorkerId.cluster(1)));
		assertThatExceptionOfType(FleetCacheException.class).isThrownBy(() -> cache.getUser(1))
			.satisfies((ex) -> assertThat(ex.getFailures()).containsOnlyKeys(WorkerId.cluster(1)));
		assertThat(cache.getGuild(kept)).isPresent();
		assertThat(cache.getUser(fleet.discord().applicationId())).isPresent();
	}

	private static void whatWasAcknowledgedIsInTheStore() {
		long acknowledged = acknowledged();
		for (int number = 0; number <= acknowledged; number++) {
			assertThat(fleet.ipc()
				.convertSendAndReceive(IpcDestination.service("echo").route("stored.log"), number, Sample.class))
				.isEqualTo(new Sample(number, "written"));
		}
		assertThat(fleet.context().getBean(FleetStore.class).in("log").clear()).isGreaterThan(acknowledged);
	}

	/**
	 * The number of the last value that a cluster knows to be stored.
	 */
	private static long acknowledged() {
		return fleet.context()
			.getBean(AdmiralDesk.class)
			.notes()
			.stream()
			.filter((note) -> note.text().startsWith("stored "))
			.count() - 1;
	}

	@Test
	@Order(6)
	void aServiceThatIsShutDownStaysDownUntilItIsStartedAgain() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		FleetOperation shutdown = operations.shutdown(List.of(WorkerId.service("late")), false);
		assertThatExceptionOfType(IpcNoSuchDestinationException.class)
			.isThrownBy(() -> fleet.ipc()
				.convertSendAndReceive(IpcDestination.service("late").route("any"), "", String.class,
						Duration.ofSeconds(30)))
			.withMessageContaining("'service-late' cannot be reached: it was shut down (" + shutdown.id() + ")");
		assertThat(end(operations, shutdown).state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.status().state()).isEqualTo(FleetStatus.FleetState.DEGRADED);
		assertThat(fleet.service("late").state()).isEqualTo(WorkerState.STOPPED);
		assertThat(fleet.service("late").pid()).isNull();
		Health health = fleet.context().getBean(FleetHealthIndicator.class).health();
		assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
		assertThat(health.getDetails().get("notLive")).asString().contains("service-late=STOPPED: it was shut down");
		FleetOperation start = operations.start(List.of());
		assertThat(end(operations, start).state()).isEqualTo(FleetOperation.State.COMPLETED);
		fleet.awaitReady();
	}

	@Test
	@Order(7)
	void aWorkerCreatesAServiceAndHearsWhyItCannotDoSoTwice() {
		IpcDestination extra = IpcDestination.service("extra").route("who");
		IpcDestination create = IpcDestination.cluster(0).route("create");
		Duration patience = Duration.ofMinutes(1);
		assertThatExceptionOfType(IpcNoSuchDestinationException.class)
			.isThrownBy(() -> fleet.ipc().convertSendAndReceive(extra, "", String.class));
		assertThat(fleet.ipc().convertSendAndReceive(create, "extra", String.class, patience)).startsWith("create-")
			.endsWith("COMPLETED");
		assertThat(fleet.ipc().convertSendAndReceive(extra, "", String.class)).isEqualTo("service-extra");
		assertThat(fleet.ipc().convertSendAndReceive(create, "extra", String.class, patience))
			.isEqualTo("There is a service 'extra' already. Start it if it is shut down, restart it if it does not do "
					+ "its work.");
		assertThat(fleet.status().services()).extracting(FleetStatus.Service::name)
			.containsExactlyInAnyOrder("echo", "late", "extra");
	}

	@Test
	@Order(8)
	void aServiceThatRestartsItselfIsToldThatItEndsBefore() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		AdmiralDesk desk = fleet.context().getBean(AdmiralDesk.class);
		String id = fleet.ipc()
			.convertSendAndReceive(IpcDestination.service("echo").route("restart-yourself"), "", String.class);
		assertThat(operations.whenEnded(id).get(1, TimeUnit.MINUTES).state()).isEqualTo(FleetOperation.State.COMPLETED);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> desk.notes()
				.stream()
				.anyMatch((note) -> note.text().contains("WorkerEndingException") && note.text().contains(id)));
		assertThat(operations.ownerOfShard(3)).isEqualTo(WorkerId.cluster(1));
		assertThat(operations.ownerOfGuild(fleet.discord().guild(0).id())).isNotNull();
	}

	@Test
	@Order(9)
	void anotherNumberOfClustersWithOtherArgumentsRunsTheSameShards() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		FleetStatus before = fleet.status();
		long guild = guildOfShard(3);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> operations.update(FleetUpdate.of().withClusterJvmArgs("-XX:+UseNoSuchGC")))
			.withMessageContaining("UseNoSuchGC");
		FleetOperation fewer = operations
			.update(FleetUpdate.of().withClusters(1).withClusterJvmArgs("-Dbot.update=the-second"));
		CompletableFuture<Map<String, Object>> patient = fleet.ipc()
			.requestAsync(IpcDestination.ownerOfGuild(guild).route("who"), "",
					new ParameterizedTypeReference<Map<String, Object>>() {
					}, Duration.ofMinutes(1));
		assertThat(end(operations, fewer).state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(join(patient)).containsEntry("id", "cluster-0").containsEntry("shards", "0–3");
		fleet.awaitReady();
		assertThat(fleet.status().clusters()).singleElement()
			.satisfies((cluster) -> assertThat(cluster.release()).isEqualTo(fewer.id()));
		assertThat(fleet.status().shards()).isEqualTo(before.shards());
		assertThat(fleet.status().services()).extracting(FleetStatus.Service::pid)
			.isEqualTo(before.services().stream().map(FleetStatus.Service::pid).toList());
		assertThat(knowing("the-second")).containsExactly(true);
		assertThatExceptionOfType(IpcNoSuchDestinationException.class).isThrownBy(() -> who(IpcDestination.cluster(1)));
		answersMessages("after fewer");
		nothingIsMeasuredOf("cluster-1");
		String more = fleet.ipc()
			.convertSendAndReceive(IpcDestination.cluster(0).route("update"), 2, String.class, Duration.ofMinutes(1));
		assertThat(operations.whenEnded(more).get(1, TimeUnit.MINUTES).state())
			.isEqualTo(FleetOperation.State.COMPLETED);
		fleet.awaitReady();
		assertThat(fleet.status().clusters()).extracting(FleetStatus.Cluster::lastShard).containsExactly(1, 3);
		assertThat(knowing("the-second")).containsExactly(false, false);
		assertThat(operations.ownerOfGuild(guild)).isEqualTo(WorkerId.cluster(1));
		answersMessages("after more");
		assertThat(fleet.discord().record().violations()).isEmpty();
	}

	private static long guildOfShard(int shard) {
		return fleet.discord()
			.guilds()
			.stream()
			.filter((candidate) -> candidate.shard(4) == shard)
			.findFirst()
			.orElseThrow()
			.id();
	}

	private static void nothingIsMeasuredOf(String worker) throws Exception {
		fleet.context().getBean(FleetStatistics.class).collect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		MeterRegistry meters = fleet.context().getBean(MeterRegistry.class);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(meters.getMeters()).noneMatch(
					(meter) -> meter.getId().getTags().stream().anyMatch((tag) -> tag.getValue().equals(worker))));
	}

	private static List<Boolean> knowing(String value) {
		return fleet.ipc()
			.requestAll(IpcDestination.allClusters().route("knows"), value, Boolean.class, PATIENCE)
			.join()
			.values()
			.stream()
			.map(IpcReply::valueOrThrow)
			.toList();
	}

	@Test
	@Order(20)
	void aServiceIsCreatedFromAClassByAnotherServiceAndLivesLikeAnyOther() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		List<WorkerId> harbour = List.of(WorkerId.service("harbour"));
		IpcDestination who = IpcDestination.service("harbour").route("who");
		String id = fleet.ipc()
			.convertSendAndReceive(IpcDestination.service("extra").route("create-harbour"), "", String.class);
		assertThat(operations.whenEnded(id).get(1, TimeUnit.MINUTES).state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.ipc().convertSendAndReceive(who, "", String.class)).isEqualTo("service-harbour");
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> operations.createService("harbour", HarbourService.class))
			.withMessageContaining("'harbour' already");
		Processes.kill(fleet.service("harbour").pid());
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.service("harbour").restarts() == 1);
		fleet.awaitReady();
		assertThat(end(operations, operations.restart(harbour, false)).state())
			.isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.ipc().convertSendAndReceive(who, "", String.class)).isEqualTo("service-harbour");
		assertThat(fleet.context().getBean(FleetStatistics.class).collect().get(1, TimeUnit.MINUTES).services())
			.extracting(ServiceStats::name)
			.contains("harbour");
		assertThat(end(operations, operations.shutdown(harbour, false)).state())
			.isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(end(operations, operations.start(harbour)).state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.ipc().convertSendAndReceive(who, "", String.class)).isEqualTo("service-harbour");
		assertThat(fleet.context().getBean(AdmiralDesk.class).notes()).extracting(AdmiralDesk.Note::text)
			.contains("the harbour is closed");
	}

	private static FleetOperation end(FleetOperations operations, FleetOperation operation) throws Exception {
		return operations.whenEnded(operation.id()).get(1, TimeUnit.MINUTES);
	}

	private static void assertServed(AdmiralDesk desk, ServiceLoad.Result... results) throws IOException {
		int requests = Stream.of(results).mapToInt(ServiceLoad.Result::requests).sum();
		List<String> failures = Stream.of(results).flatMap((result) -> result.failures().stream()).toList();
		Awaitility.await().atMost(PATIENCE).until(() -> desk.served().size() >= requests - failures.size());
		long repeated = desk.served().values().stream().filter((count) -> count > 1).count();
		new Figures("service-restart").put("service.restart.requests", requests)
			.put("service.restart.failed", failures.size())
			.put("service.restart.repeated", repeated)
			.write();
		assertThat(failures).isEmpty();
		assertThat(repeated).isZero();
		assertThat(desk.served()).hasSize(requests);
		assertThat(requests).isGreaterThan(500);
	}

	private static long closedWith(int code) {
		return fleet.discord().record().sessions().stream().filter((session) -> session.closeCode() == code).count();
	}

	private static void answersMessages(String word) {
		for (int guild = 0; guild < 4; guild++) {
			fleet.discord().message(guild).content("!ping " + word + guild).send().awaitReply(PATIENCE);
		}
	}

	private static Map<String, Object> who(IpcDestination destination) {
		return fleet.ipc()
			.convertSendAndReceive(destination.route("who"), "", new ParameterizedTypeReference<Map<String, Object>>() {
			});
	}

	private static <T> T join(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
