package io.github.fleetboot.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.github.fleetboot.InProcessFleet;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcClosedException;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.protocol.CacheRequest;
import io.github.fleetboot.protocol.ControlRoutes;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link IpcFleetCache} with clusters that only say they had caches.
 */
@Timeout(60)
class IpcFleetCacheTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private InProcessFleet fleet;

	private FleetCache cache;

	@BeforeEach
	void open() {
		this.fleet = new InProcessFleet(this.directory);
		this.cache = new IpcFleetCache(new CborMessageConverter(), this.fleet.admiralLink(),
				InProcessFleet.template(this.fleet.admiralLink(), PATIENCE).getCallbackExecutor(), PATIENCE);
	}

	@AfterEach
	void close() {
		this.fleet.close();
	}

	@Test
	void aGuildAndWhatIsInItAreAskedOfItsOwner() {
		this.fleet.join(0, new Cluster(0, 2, 4));
		this.fleet.join(1, new Cluster(1, 3, 5));
		assertThat(this.cache.getGuild(2)).contains(Cluster.guildOf(2, 0));
		assertThat(this.cache.getGuild(5)).contains(Cluster.guildOf(5, 1));
		assertThat(this.cache.getGuild(7)).isEmpty();
		assertThat(this.cache.getRole(5, 50)).contains(Cluster.roleOf(5, 50));
		assertThat(this.cache.getMember(5, 50)).contains(Cluster.memberOf(5, 50));
		assertThat(this.cache.getMember(7, 50)).isEmpty();
	}

	@Test
	void aUserOrChannelIsAskedOfAllAndTheFirstThatHasItAnswers() {
		this.fleet.join(0, new Cluster(0, 2));
		this.fleet.join(1, new Cluster(1, 3));
		assertThat(this.cache.getUser(3)).contains(Cluster.userOf(3));
		assertThat(this.cache.getChannel(2)).contains(Cluster.channelOf(2));
		assertThat(this.cache.getUser(9)).isEmpty();
		assertThat(this.cache.getChannel(9)).isEmpty();
	}

	@Test
	void whoHasItAnswersForThoseThatDoNot() {
		Cluster stuck = new Cluster(0);
		stuck.stuck = true;
		this.fleet.join(0, stuck);
		this.fleet.join(1, new Cluster(1, 3));
		this.fleet.plan(2);
		Cluster failing = new Cluster(3);
		failing.failing = true;
		this.fleet.join(3, failing);
		assertThat(this.cache.getUser(3)).contains(Cluster.userOf(3));
		// Those that are still at it are told that nobody waits any more, if they have
		// begun
		// by then
		Awaitility.await().atMost(PATIENCE).until(() -> {
			assertThat(this.cache.getUser(3)).contains(Cluster.userOf(3));
			return stuck.pending.isCancelled();
		});
	}

	@Test
	void ifNoneHasItButNotAllWereAskedNobodyKnows() {
		Cluster stuck = new Cluster(0);
		stuck.stuck = true;
		this.fleet.join(0, stuck);
		this.fleet.join(1, new Cluster(1, 3));
		this.fleet.plan(2);
		Cluster failing = new Cluster(3);
		failing.failing = true;
		this.fleet.join(3, failing);
		assertThatExceptionOfType(FleetCacheException.class)
			.isThrownBy(() -> this.cache.withTimeout(Duration.ofMillis(200)).getUser(9))
			.withMessageContaining("User 9")
			.withMessageContaining("cluster-0")
			.withMessageContaining("cluster-2")
			.withMessageContaining("Shard 7 is not connected")
			.satisfies((ex) -> {
				assertThat(ex.getFailures()).containsOnlyKeys(WorkerId.cluster(0), WorkerId.cluster(2),
						WorkerId.cluster(3));
				assertThat(ex.getFailures().get(WorkerId.cluster(0))).isInstanceOf(IpcTimeoutException.class);
				assertThat(ex.getFailures().get(WorkerId.cluster(3))).isInstanceOf(IpcRemoteException.class);
				assertThat(ex.getAction()).isNotBlank();
			});
	}

	@Test
	void aClusterThatDiesFailsItsQuestionsAtOnce() throws Exception {
		Cluster stuck = new Cluster(0);
		stuck.stuck = true;
		this.fleet.join(0, stuck);
		CompletableFuture<Optional<GuildSnapshot>> guild = this.cache.async().getGuild(4);
		assertThat(stuck.entered.await(30, TimeUnit.SECONDS)).isTrue();
		this.fleet.disconnect(0);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> guild.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(FleetCacheException.class)
			.satisfies((ex) -> assertThat(((FleetCacheException) ex.getCause()).getFailures().values()).singleElement()
				.isInstanceOf(IpcPeerLostException.class));
	}

	@Test
	void cancellingAFutureReachesTheCluster() throws Exception {
		Cluster stuck = new Cluster(0);
		stuck.stuck = true;
		this.fleet.join(0, stuck);
		CompletableFuture<Optional<UserSnapshot>> user = this.cache.async().getUser(4);
		assertThat(stuck.entered.await(30, TimeUnit.SECONDS)).isTrue();
		user.cancel(true);
		Awaitility.await().atMost(PATIENCE).until(() -> stuck.pending.isCancelled());
	}

	@Test
	void aThousandAtOnceEachGetTheirOwn() throws Exception {
		this.fleet.join(0, new Cluster(0, 2, 4));
		this.fleet.join(1, new Cluster(1, 3, 5));
		List<CompletableFuture<Optional<UserSnapshot>>> same = new ArrayList<>();
		List<CompletableFuture<Optional<GuildSnapshot>>> various = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			same.add(this.cache.async().getUser(3));
			various.add(this.cache.async().getGuild(2 + i % 5));
		}
		for (int i = 0; i < 1000; i++) {
			assertThat(same.get(i).get(30, TimeUnit.SECONDS)).contains(Cluster.userOf(3));
			long id = 2 + i % 5;
			assertThat(various.get(i).get(30, TimeUnit.SECONDS))
				.isEqualTo((id < 6) ? Optional.of(Cluster.guildOf(id, (int) id % 2)) : Optional.empty());
		}
	}

	@Test
	void manyThreadsThatWaitDoNotHoldOneAnotherUp() throws Exception {
		this.fleet.join(0, new Cluster(0, LongStream.range(0, 50).toArray()));
		ExecutorService executor = Executors.newFixedThreadPool(50);
		try {
			List<Future<Optional<UserSnapshot>>> running = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				long id = i;
				running.add(executor.submit(() -> this.cache.getUser(id)));
			}
			for (int i = 0; i < 50; i++) {
				assertThat(running.get(i).get(30, TimeUnit.SECONDS)).contains(Cluster.userOf(i));
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void withoutAFleetTheCallerIsToldSo() {
		FleetCache closed = new IpcFleetCache(new CborMessageConverter(), new DeferredIpcLink(WorkerId.admiral()),
				Runnable::run, PATIENCE);
		assertThatExceptionOfType(FleetCacheException.class).isThrownBy(() -> closed.getUser(1))
			.withCauseInstanceOf(IpcClosedException.class)
			.satisfies((ex) -> assertThat(ex.getFailures()).isEmpty());
	}

	@Test
	void anInterruptedCallerGivesUp() {
		Cluster stuck = new Cluster(0);
		stuck.stuck = true;
		this.fleet.join(0, stuck);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(FleetCacheException.class).isThrownBy(() -> this.cache.getUser(1))
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	/**
	 * A cluster with guilds, each of which has a channel and a user of the same id.
	 */
	static class Cluster {

		private final int number;

		private final Set<Long> ids;

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CompletableFuture<Object> pending = new CompletableFuture<>();

		private boolean stuck;

		private boolean failing;

		Cluster(int number, long... ids) {
			this.number = number;
			this.ids = Set.copyOf(LongStream.of(ids).boxed().toList());
		}

		@MessageMapping(ControlRoutes.CACHE_GUILD)
		CompletableFuture<Object> guild(@Payload CacheRequest request) {
			return answer(request.guildId(), guildOf(request.guildId(), this.number));
		}

		@MessageMapping(ControlRoutes.CACHE_ROLE)
		CompletableFuture<Object> role(@Payload CacheRequest request) {
			return answer(request.guildId(), roleOf(request.guildId(), request.id()));
		}

		@MessageMapping(ControlRoutes.CACHE_MEMBER)
		CompletableFuture<Object> member(@Payload CacheRequest request) {
			return answer(request.guildId(), memberOf(request.guildId(), request.id()));
		}

		@MessageMapping(ControlRoutes.CACHE_USER)
		CompletableFuture<Object> user(@Payload CacheRequest request) {
			return answer(request.id(), userOf(request.id()));
		}

		@MessageMapping(ControlRoutes.CACHE_CHANNEL)
		CompletableFuture<Object> channel(@Payload CacheRequest request) {
			return answer(request.id(), channelOf(request.id()));
		}

		private CompletableFuture<Object> answer(long id, Object snapshot) {
			this.entered.countDown();
			if (this.failing) {
				throw new IllegalStateException("Shard 7 is not connected");
			}
			return this.stuck ? this.pending : CompletableFuture.completedFuture(found(id, snapshot));
		}

		private @Nullable Object found(long id, Object snapshot) {
			return this.ids.contains(id) ? snapshot : null;
		}

		static GuildSnapshot guildOf(long id, int shard) {
			return new GuildSnapshot(id, "Guild", 7, 5, null, "banner", null, null, "de", "NONE", Set.of("COMMUNITY"),
					1, 2, 3L, null, null, List.of(9L, 8L), List.of(6L), shard);
		}

		static RoleSnapshot roleOf(long guildId, long id) {
			return new RoleSnapshot(id, guildId, "Role", 0xFF0000, 1, -1, true, false, false, null, "⚓");
		}

		static UserSnapshot userOf(long id) {
			return new UserSnapshot(id, "ada", "Ada", "0000", null, false, false, 64);
		}

		static MemberSnapshot memberOf(long guildId, long id) {
			return new MemberSnapshot(guildId, userOf(id), null, "Ada", null, List.of(9L), 8, false, false,
					Instant.parse("2020-01-02T03:04:05.678Z"), null, null);
		}

		static ChannelSnapshot channelOf(long id) {
			return new ChannelSnapshot(id, "general", "TEXT", id, null, 0, "talk", false, 5);
		}

	}

}
