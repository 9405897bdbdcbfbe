package io.github.fleetboot.ipc.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.ParameterizedTypeReference;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcNoHandlerException;
import io.github.fleetboot.ipc.IpcNoSuchDestinationException;
import io.github.fleetboot.ipc.IpcPayloadTooLargeException;
import io.github.fleetboot.ipc.IpcPayloadUnreadableException;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every transport must do.
 */
@Timeout(60)
abstract class AbstractIpcContractTests {

	static final WorkerId CLUSTER = WorkerId.cluster(0);

	static final WorkerId OTHER = WorkerId.cluster(1);

	static final WorkerId SERVICE = WorkerId.service("words");

	static final IpcDestination WORDS = IpcDestination.service("words");

	@TempDir
	Path directory;

	Harbour harbour;

	final TestHandlers handlers = new TestHandlers();

	abstract boolean unix();

	/** 1 for requests that do not pass the hub. */
	int shortcutAfter() {
		return 0;
	}

	@BeforeEach
	void open() {
		this.harbour = new Harbour(this.directory, unix(),
				IpcOptions.defaults().withMaxPayload(24 << 20).withShortcutAfter(shortcutAfter()));
	}

	@AfterEach
	void close() {
		this.handlers.release.countDown();
		this.harbour.close();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void addressNamesTheTransport() {
		assertThat(this.harbour.hub.address()).startsWith(unix() ? "unix:" : "tcp:127.0.0.1:");
	}

	@Test
	void requestIsRepliedToByTheMemberItNames() {
		this.harbour.join(SERVICE, this.handlers);
		Harbour.Member cluster = this.harbour.join(CLUSTER);
		assertThat(cluster.template.convertSendAndReceive(WORDS.route("test.text"), "ahoy", String.class))
			.isEqualTo("ahoy");
		assertThat(cluster.template.convertSendAndReceive(WORDS.route("test.twice.ahoy"), null,
				new ParameterizedTypeReference<List<String>>() {
				}))
			.containsExactly("ahoy", "ahoy");
		Map<String, Object> map = Map.of("a", 1, "b", List.of("c"));
		Object echo = cluster.template.convertSendAndReceive(WORDS.route("test.echo"), map, Map.class);
		assertThat(echo).isEqualTo(map);
	}

	@Test
	void routerStampsTheSender() {
		this.harbour.join(SERVICE, this.handlers);
		Harbour.Member cluster = this.harbour.join(CLUSTER);
		assertThat(cluster.template.convertSendAndReceive(WORDS.route("test.sender"), "", String.class))
			.isEqualTo("cluster-0");
		assertThat(this.harbour.admiral.convertSendAndReceive(WORDS.route("test.sender"), "", String.class))
			.isEqualTo("admiral");
	}

	@Test
	void admiralIsAMemberLikeOthers() {
		this.harbour.admiralHandlers.register(this.handlers);
		Harbour.Member cluster = this.harbour.join(CLUSTER);
		IpcDestination admiral = IpcDestination.admiral().route("test.text");
		assertThat(cluster.template.convertSendAndReceive(admiral, "ahoy", String.class)).isEqualTo("ahoy");
		assertThat(this.harbour.admiral.convertSendAndReceive(admiral, "self", String.class)).isEqualTo("self");
	}

	@Test
	void ownersAreFoundByTheDirectory() {
		this.harbour.join(CLUSTER);
		Harbour.Member other = this.harbour.join(OTHER, this.handlers);
		assertThat(other.template.convertSendAndReceive(IpcDestination.ownerOfShard(3).route("test.text"), "shard",
				String.class))
			.isEqualTo("shard");
		assertThat(other.template.convertSendAndReceive(IpcDestination.ownerOfGuild(5).route("test.text"), "guild",
				String.class))
			.isEqualTo("guild");
	}

	@Test
	void messagesOfOneSenderStayInOrderAlsoBehindLargeOnes() throws Exception {
		this.harbour.join(SERVICE, this.handlers);
		Harbour.Member cluster = this.harbour.join(CLUSTER);
		List<Object> expected = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			if (i % 400 == 200) {
				cluster.template.convertAndSend(WORDS.route("test.large-note"), new byte[3_000_000 + i]);
				expected.add(3_000_000 + i);
			}
			cluster.template.convertAndSend(WORDS.route("test.note"), i);
			expected.add(i);
		}
		assertThat(take(expected.size())).isEqualTo(expected);
	}

	@Test
	void everyoneIncludesTheSender() {
		this.harbour.admiralHandlers.register(new TestHandlers());
		this.harbour.join(SERVICE, new TestHandlers());
		Harbour.Member cluster = this.harbour.join(CLUSTER, new TestHandlers());
		Map<WorkerId, IpcReply<String>> replies = cluster.template
			.requestAll(IpcDestination.everyone().route("test.sender"), "", String.class)
			.join();
		assertThat(replies).containsOnlyKeys(CLUSTER, SERVICE, WorkerId.admiral());
		assertThat(replies.values()).allSatisfy((reply) -> assertThat(reply.value()).isEqualTo("cluster-0"));
	}

	@Test
	void failuresOfSomeDoNotLoseTheRepliesOfOthers() {
		TestHandlers slow = new TestHandlers();
		this.harbour.join(CLUSTER, this.handlers);
		this.harbour.join(OTHER, slow);
		this.harbour.planned.add(WorkerId.cluster(2));
		this.handlers.pending.complete("quick");
		List<IpcReply<String>> seen = new ArrayList<>();
		Map<WorkerId, IpcReply<String>> replies = this.harbour.admiral
			.requestAll(IpcDestination.allClusters().route("test.pending"), null, String.class, Duration.ofMillis(300),
					seen::add)
			.join();
		assertThat(replies.get(CLUSTER).value()).isEqualTo("quick");
		assertThat(replies.get(OTHER).failure()).isInstanceOf(IpcTimeoutException.class);
		assertThat(replies.get(WorkerId.cluster(2)).failure()).isInstanceOf(IpcTimeoutException.class);
		assertThat(seen).hasSize(3);
		assertThat(seen.get(0).source()).isEqualTo(CLUSTER);
	}

	@Test
	void broadcastNeedsRequestAll() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.harbour.admiral.convertSendAndReceive(IpcDestination.everyone(), "", String.class));
	}

	@Test
	void cancelReachesTheHandler() throws Exception {
		this.harbour.join(SERVICE, this.handlers);
		CompletableFuture<String> reply = this.harbour.admiral.requestAsync(WORDS.route("test.pending"), null,
				String.class);
		this.handlers.entered.await();
		reply.cancel(true);
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> this.handlers.pending.get(10, TimeUnit.SECONDS));
	}

	@Test
	void timeoutReachesTheHandler() {
		this.harbour.join(SERVICE, this.handlers);
		assertThatExceptionOfType(IpcTimeoutException.class)
			.isThrownBy(() -> this.harbour.admiral.convertSendAndReceive(WORDS.route("test.pending"), null,
					String.class, Duration.ofMillis(100)))
			.satisfies((ex) -> assertThat(ex.getTimeout()).isEqualTo(Duration.ofMillis(100)));
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> this.handlers.pending.get(10, TimeUnit.SECONDS));
	}

	@Test
	void requestInTheHandsOfALostPeerFailsAtOnce() throws Exception {
		this.harbour.join(SERVICE, this.handlers);
		CompletableFuture<String> reply = this.harbour.admiral.requestAsync(WORDS.route("test.block"), null,
				String.class);
		this.handlers.entered.await();
		this.harbour.hub.disconnect(SERVICE);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
			.withCauseInstanceOf(IpcPeerLostException.class);
	}

	@Test
	void requestForAPlannedMemberWaitsForIt() throws Exception {
		this.harbour.planned.add(SERVICE);
		Harbour.Member cluster = this.harbour.join(CLUSTER);
		cluster.template.convertAndSend(WORDS.route("test.note"), 7);
		CompletableFuture<String> small = cluster.template.requestAsync(WORDS.route("test.text"), "ahoy", String.class);
		CompletableFuture<byte[]> large = cluster.template.requestAsync(WORDS.route("test.bytes"), new byte[2_000_000],
				byte[].class);
		assertThat(small).isNotDone();
		this.harbour.join(SERVICE, this.handlers);
		assertThat(small.get(10, TimeUnit.SECONDS)).isEqualTo("ahoy");
		assertThat(large.get(10, TimeUnit.SECONDS)).hasSize(2_000_000);
		assertThat(this.handlers.received.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
	}

	@Test
	void requestForAnAbsentMemberTimesOut() {
		this.harbour.planned.add(SERVICE);
		assertThatExceptionOfType(IpcTimeoutException.class).isThrownBy(
				() -> this.harbour.admiral.convertSendAndReceive(WORDS, "", String.class, Duration.ofMillis(50)));
	}

	@Test
	void unknownDestinationIsAFailure() {
		Harbour.Member cluster = this.harbour.join(CLUSTER);
		assertThatExceptionOfType(IpcNoSuchDestinationException.class)
			.isThrownBy(() -> cluster.template.convertSendAndReceive(WORDS.route("a"), "", String.class))
			.withMessageContaining("service-words");
		assertThat(cluster.template.requestAll(WORDS, "", String.class)).failsWithin(Duration.ofSeconds(5))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IpcNoSuchDestinationException.class);
	}

	@Test
	void unknownRouteIsAFailure() {
		this.harbour.join(SERVICE, this.handlers);
		assertThatExceptionOfType(IpcNoHandlerException.class)
			.isThrownBy(() -> this.harbour.admiral.convertSendAndReceive(WORDS.route("test.none"), "", String.class))
			.satisfies((ex) -> assertThat(ex.getMember()).isEqualTo(SERVICE))
			.withMessageContaining("test.none");
	}

	@Test
	void exceptionOfTheHandlerReachesTheCaller() {
		this.harbour.join(SERVICE, this.handlers);
		assertThatExceptionOfType(IpcRemoteException.class)
			.isThrownBy(() -> this.harbour.admiral.convertSendAndReceive(WORDS.route("test.fail"), "", String.class))
			.satisfies((ex) -> {
				assertThat(ex.getRemoteType()).isEqualTo(IllegalStateException.class.getName());
				assertThat(ex.getRemoteMessage()).isEqualTo("no wind");
			});
	}

	@Test
	void unreadablePayloadsAreFailuresAtEitherEnd() {
		this.harbour.join(SERVICE, this.handlers);
		assertThatExceptionOfType(IpcPayloadUnreadableException.class).isThrownBy(() -> this.harbour.admiral
			.convertSendAndReceive(WORDS.route("test.number"), "not a number", Integer.class));
		assertThatExceptionOfType(IpcPayloadUnreadableException.class).isThrownBy(
				() -> this.harbour.admiral.convertSendAndReceive(WORDS.route("test.text"), "ahoy", Integer.class));
	}

	@Test
	void payloadOverTheLimitIsRefusedAtTheCaller() {
		this.harbour.join(SERVICE, this.handlers);
		assertThatExceptionOfType(IpcPayloadTooLargeException.class)
			.isThrownBy(() -> this.harbour.admiral.convertSendAndReceive(WORDS.route("test.bytes"),
					new byte[(24 << 20) + 1], byte[].class))
			.satisfies((ex) -> {
				assertThat(ex.getSize()).isEqualTo((24 << 20) + 1);
				assertThat(ex.getLimit()).isEqualTo(24 << 20);
			});
	}

	@Test
	void largePayloadsPassBothWaysWithSmallCallsInBetween() throws Exception {
		this.harbour.join(SERVICE, this.handlers);
		Harbour.Member cluster = this.harbour.join(CLUSTER);
		byte[] payload = new byte[20 << 20];
		new Random(1).nextBytes(payload);
		CompletableFuture<byte[]> large = cluster.template.requestAsync(WORDS.route("test.bytes"), payload,
				byte[].class);
		int small = 0;
		List<Long> times = new ArrayList<>();
		while (!large.isDone()) {
			long start = System.nanoTime();
			assertThat(cluster.template.convertSendAndReceive(WORDS.route("test.number"), small, Integer.class))
				.isEqualTo(++small);
			times.add(System.nanoTime() - start);
		}
		assertThat(large.get()).isEqualTo(payload);
		assertThat(small).isGreaterThan(3);
		times.sort(null);
		assertThat(Duration.ofNanos(times.get(small / 2))).as("median of small calls")
			.isLessThan(Duration.ofMillis(500));
	}

	@Test
	void linkComesBackAfterALoss() throws Exception {
		this.harbour.join(SERVICE, this.handlers);
		Harbour.Member cluster = this.harbour.join(CLUSTER);
		this.harbour.hub.disconnect(CLUSTER);
		assertThat(cluster.events.poll(10, TimeUnit.SECONDS)).isEqualTo("lost");
		assertThat(cluster.template.convertSendAndReceive(WORDS.route("test.text"), "again", String.class))
			.isEqualTo("again");
		assertThat(cluster.events.poll(10, TimeUnit.SECONDS)).isEqualTo("restored");
	}

	@Test
	void pingsMeasureTheRoundTrip() {
		this.harbour.join(CLUSTER);
		Awaitility.await().until(() -> this.harbour.hub.latency(CLUSTER) != null);
		assertThat(this.harbour.hub.latency(CLUSTER)).isLessThan(Duration.ofSeconds(2));
		assertThat(this.harbour.hub.latency(OTHER)).isNull();
	}

	List<Object> take(int count) throws InterruptedException {
		List<Object> result = new ArrayList<>();
		while (result.size() < count) {
			Object next = this.handlers.received.poll(10, TimeUnit.SECONDS);
			assertThat(next).as("message %d", result.size()).isNotNull();
			result.add(next);
		}
		return result;
	}

}
