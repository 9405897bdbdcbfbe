package io.github.fleetboot.gateway.jda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.utils.SessionController.SessionConnectNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link FleetSessionController}.
 */
class FleetSessionControllerTests {

	private final Permits permits = new Permits();

	private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);

	private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor();

	private final FleetSessionController controller = new FleetSessionController(this.permits, () -> "ws://gateway", 4,
			this.executor, this.renewals);

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.renewals.shutdownNow();
	}

	@Test
	void connectsOnlyWithALeaseWhichItTellsAboutAndGivesBack() {
		Node node = new Node(2);
		node.whileConnecting = () -> this.controller.onEvent(new StatusChangeEvent(node.jda,
				JDA.Status.AWAITING_LOGIN_CONFIRMATION, JDA.Status.IDENTIFYING_SESSION));
		this.controller.appendSession(node);
		assertThat(this.permits.told).containsExactly("acquire 2");
		assertThat(node.runs).isZero();
		this.permits.grant(0, 7);
		this.permits.await("release 7");
		assertThat(node.runs).isOne();
		assertThat(this.permits.told).contains("sent 7").containsSubsequence("acquire 2", "sent 7", "release 7");
	}

	@Test
	void aLeaseInUseIsRenewed() throws InterruptedException {
		Node node = new Node(0);
		CountDownLatch connecting = new CountDownLatch(1);
		node.whileConnecting = () -> awaitUninterruptibly(connecting);
		this.controller.appendSession(node);
		this.permits.grant(0, 1);
		this.permits.await("renew 1");
		connecting.countDown();
		this.permits.await("release 1");
	}

	@Test
	void aShardThatCannotConnectGivesItsLeaseBackAndAsksAgain() {
		Node node = new Node(0);
		node.whileConnecting = () -> {
			throw new IllegalStateException("no route to host");
		};
		this.controller.appendSession(node);
		this.permits.grant(0, 1);
		this.permits.await("release 1");
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.permits.waiting.size() == 2);
	}

	@Test
	void aShardThatIsRemovedStepsOutOfTheQueue() {
		Node node = new Node(0);
		this.controller.appendSession(node);
		this.controller.removeSession(node);
		assertThat(this.permits.waiting.get(0)).isCancelled();
		assertThat(node.runs).isZero();
	}

	@Test
	void whenTheAdmiralCannotBeAskedTriesAgain() {
		this.controller.appendSession(new Node(0));
		this.permits.waiting.get(0).completeExceptionally(new IllegalStateException("link lost"));
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.permits.waiting.size() == 2);
	}

	@Test
	void whenTheShardIsShutDownMeanwhileNobodyAsksForIt() throws InterruptedException {
		Node node = new Node(0);
		this.controller.appendSession(node);
		given(node.jda.getStatus()).willReturn(JDA.Status.SHUTDOWN);
		this.permits.waiting.get(0).completeExceptionally(new IllegalStateException("link lost"));
		this.executor.shutdown();
		assertThat(this.executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.permits.waiting).hasSize(1);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Permits implements IdentifyPermits {

		private final List<String> told = Collections.synchronizedList(new ArrayList<>());

		private final List<CompletableFuture<Long>> waiting = Collections.synchronizedList(new ArrayList<>());

		@Override
		public CompletableFuture<Long> acquire(int shard) {
			this.told.add("acquire " + shard);
			CompletableFuture<Long> lease = new CompletableFuture<>();
			this.waiting.add(lease);
			return lease;
		}

		@Override
		public void sent(long lease) {
			this.told.add("sent " + lease);
		}

		@Override
		public void renew(long lease) {
			this.told.add("renew " + lease);
		}

		@Override
		public void release(long lease) {
			this.told.add("release " + lease);
		}

		void grant(int request, long lease) {
			this.waiting.get(request).complete(lease);
		}

		void await(String message) {
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.told.contains(message));
		}

	}

	private static final class Node implements SessionConnectNode {

		private final JDA jda = mock(JDA.class);

		private Runnable whileConnecting = () -> {
		};

		private volatile int runs;

		Node(int shard) {
			given(this.jda.getShardInfo()).willReturn(new JDA.ShardInfo(shard, 4));
			given(this.jda.getStatus()).willReturn(JDA.Status.INITIALIZED);
		}

		@Override
		public boolean isReconnect() {
			return false;
		}

		@Override
		public JDA getJDA() {
			return this.jda;
		}

		@Override
		public JDA.ShardInfo getShardInfo() {
			return this.jda.getShardInfo();
		}

		@Override
		public void run(boolean isLast) {
			this.runs++;
			this.whileConnecting.run();
		}

	}

}
