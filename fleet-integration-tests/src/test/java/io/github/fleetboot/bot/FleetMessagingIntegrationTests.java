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
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.cache.FleetCache;
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
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.ipc.ReactiveIpcTemplate;
import io.github.fleetboot.store.FleetStore;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How members reach one another, and what they share. {@link FleetIntegrationTests} runs
 * this.
 */
abstract class FleetMessagingIntegrationTests extends AbstractFleetIntegrationTests {

	@Test
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
		assertThat(counts.values().stream().mapToLong((reply) -> reply.value()).sum())
			.isEqualTo(FleetIntegrationTests.GUILDS);
	}

	@Test
	void aBroadcastReachesEveryClusterAndTheirWordsReachTheAdmiral() {
		fleet.ipc().convertAndSend(IpcDestination.allClusters().route("hear"), "ahoy");
		AdmiralDesk desk = fleet.context().getBean(AdmiralDesk.class);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> desk.notes().stream().filter((note) -> note.text().equals("heard ahoy")).count() == 2);
	}

	@Test
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
	void expressionsAreEvaluatedInWorkers() {
		FleetEval eval = fleet.context().getBean(FleetEval.class);
		Map<WorkerId, IpcReply<Long>> guilds = eval
			.evaluateInClusters("@shardManager.guildCache.size()", Long.class, PATIENCE)
			.join();
		assertThat(guilds).containsOnlyKeys(WorkerId.cluster(0), WorkerId.cluster(1));
		assertThat(guilds.values().stream().mapToLong(IpcReply::valueOrThrow).sum())
			.isEqualTo(FleetIntegrationTests.GUILDS);
		assertThat(eval.evaluate(IpcDestination.service("echo"), "worker.id", String.class)).contains("service-echo");
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> eval.evaluate(IpcDestination.ownerOfShard(2), "@shardManager.nothing", String.class))
			.withMessageContaining("cluster-1 at character 14");
	}

	@Test
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
	void payloadsAreValidatedInAWorker() {
		IpcDestination late = IpcDestination.service("late").route("define");
		assertThat(fleet.ipc().convertSendAndReceive(late, new LateService.Word("ship"), String.class))
			.isEqualTo("ship is a word");
		assertThatExceptionOfType(IpcPayloadInvalidException.class)
			.isThrownBy(() -> fleet.ipc().convertSendAndReceive(late, new LateService.Word(" "), String.class))
			.withMessageContaining("'text' must not be blank (NotBlank)");
	}

	@Test
	void repliesOfClustersStreamIn() {
		List<IpcReply<Long>> counts = fleet.context()
			.getBean(ReactiveIpcTemplate.class)
			.requestAll(IpcDestination.allClusters().route("guild-count"), "", Long.class)
			.collectList()
			.block(PATIENCE);
		assertThat(counts).extracting(IpcReply::source)
			.containsExactlyInAnyOrder(WorkerId.cluster(0), WorkerId.cluster(1));
		assertThat(counts.stream().mapToLong(IpcReply::value).sum()).isEqualTo(FleetIntegrationTests.GUILDS);
	}

	@Test
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

}
