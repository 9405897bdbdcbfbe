package io.github.fleetboot.admiral;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.fleetboot.ClusterReadyEvent;
import io.github.fleetboot.ClusterShutdownEvent;
import io.github.fleetboot.FleetProgressEvent;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.ServiceReadyEvent;
import io.github.fleetboot.ServiceShutdownEvent;
import io.github.fleetboot.ShardConnectEvent;
import io.github.fleetboot.ShardDisconnectEvent;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.ShardReadyEvent;
import io.github.fleetboot.ShardResumeEvent;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.WorkerStateChangedEvent;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.protocol.EventPublication;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.FleetStatsEvent;
import io.github.fleetboot.worker.EventReceiver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.messaging.handler.annotation.MessageMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetEvents}, here and at the other end of a socket.
 */
class FleetEventsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	private static final WorkerSpec CLUSTER_SPEC = new WorkerSpec(CLUSTER, new ShardRange(0, 3));

	private static final WorkerSpec SERVICE_SPEC = new WorkerSpec(WorkerId.service("echo"), null);

	private final List<Object> here = new CopyOnWriteArrayList<>();

	private final List<Object> there = new CopyOnWriteArrayList<>();

	@Test
	void allOfThemReachTheAdmiralAndConnectedWorkersInOrder(@TempDir Path directory) {
		EventPublication publication = new EventPublication(this.there::add, 100);
		try (TestFleet fleet = new TestFleet(directory);
				FleetEvents events = new FleetEvents(this.here::add, new EventBroadcast(fleet.template(), true))) {
			fleet.join(CLUSTER, new EventReceiver(new CborMessageConverter(), publication));
			FleetStats stats = FleetStats.of(Instant.EPOCH, 1, List.of(), List.of(), Map.of("cluster-1", "gone"));
			events.stateChanged(SERVICE_SPEC, WorkerState.CONNECTING, WorkerState.LIVE, null);
			events.stateChanged(CLUSTER_SPEC, WorkerState.STARTING, WorkerState.STANDBY, null);
			events.publish(new ShardConnectEvent(0, 2, true));
			events.publish(new ShardReadyEvent(0, 2, true));
			events.publish(new ShardDisconnectEvent(0, 2, true, true, 4000));
			events.publish(new ShardResumeEvent(0, 2, false));
			events.progressed(new FleetProgress.Step(1, 4, 1, 2, Duration.ofSeconds(15)));
			events.stateChanged(CLUSTER_SPEC, WorkerState.CONNECTING, WorkerState.LIVE, null);
			events.ready(4, Duration.ofMillis(1234));
			events.publish(new FleetStatsEvent(stats));
			events.stateChanged(SERVICE_SPEC, WorkerState.DRAINING, WorkerState.STOPPED, null);
			events.stateChanged(CLUSTER_SPEC, WorkerState.LIVE, WorkerState.DRAINING, null);
			List<Object> expected = List.of(
					new WorkerStateChangedEvent(CLUSTER, WorkerState.STARTING, WorkerState.STANDBY, null),
					new ShardConnectEvent(0, 2, true), new ShardReadyEvent(0, 2, true),
					new ShardDisconnectEvent(0, 2, true, true, 4000), new ShardResumeEvent(0, 2, false),
					new FleetProgressEvent(1, 4, 1, 2, Duration.ofSeconds(15)),
					new WorkerStateChangedEvent(CLUSTER, WorkerState.CONNECTING, WorkerState.LIVE, null),
					new ClusterReadyEvent(0, new ShardRange(0, 3)), new FleetReadyEvent(4, Duration.ofMillis(1234)),
					new FleetStatsEvent(stats),
					new WorkerStateChangedEvent(SERVICE_SPEC.id(), WorkerState.DRAINING, WorkerState.STOPPED, null),
					new ServiceShutdownEvent("echo", null),
					new WorkerStateChangedEvent(CLUSTER, WorkerState.LIVE, WorkerState.DRAINING, null));
			// When the service became live no worker was connected
			Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.there).isEqualTo(expected));
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.here).isEqualTo(Stream
					.concat(Stream.of(new WorkerStateChangedEvent(SERVICE_SPEC.id(), WorkerState.CONNECTING,
							WorkerState.LIVE, null), new ServiceReadyEvent("echo")), expected.stream())
					.toList()));
			// What is sent to a worker that is gone would wait for its replacement
			events.stateChanged(CLUSTER_SPEC, WorkerState.DRAINING, WorkerState.STOPPED, "it died");
			events.stateChanged(CLUSTER_SPEC, WorkerState.STOPPED, WorkerState.FAILED, "it died");
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.here).last()
					.isEqualTo(
							new WorkerStateChangedEvent(CLUSTER, WorkerState.STOPPED, WorkerState.FAILED, "it died")));
			assertThat(this.here).containsOnlyOnce(new ClusterShutdownEvent(0, new ShardRange(0, 3), "it died"));
			assertThat(this.there).isEqualTo(expected);
		}
		finally {
			publication.close();
		}
	}

	@Test
	void withoutBroadcastWorkersHearNothing(@TempDir Path directory) {
		EventPublication publication = new EventPublication(this.there::add, 100);
		try (TestFleet fleet = new TestFleet(directory);
				FleetEvents events = new FleetEvents(this.here::add, new EventBroadcast(fleet.template(), false))) {
			List<Object> marks = new CopyOnWriteArrayList<>();
			fleet.join(CLUSTER, new EventReceiver(new CborMessageConverter(), publication), new Marks(marks));
			events.stateChanged(CLUSTER_SPEC, WorkerState.CONNECTING, WorkerState.LIVE, null);
			fleet.template().convertAndSend(IpcDestination.worker(CLUSTER).route("mark"), "after it");
			Awaitility.await().atMost(PATIENCE).until(() -> !marks.isEmpty() && this.here.size() == 2);
			assertThat(this.there).isEmpty();
		}
		finally {
			publication.close();
		}
	}

	@Test
	void aListenerThatStallsCostsEventsNotMemoryAndOneThatFailsCostsNothing() {
		CountDownLatch stalled = new CountDownLatch(1);
		EventPublication publication = new EventPublication((event) -> {
			if (event instanceof ShardReadyEvent ready && ready.shard() == 0) {
				await(stalled);
				throw new IllegalStateException("the listener is broken");
			}
			this.there.add(event);
		}, 10);
		try {
			for (int shard = 0; shard < 1000; shard++) {
				publication.publish(new ShardReadyEvent(0, shard, true));
			}
			stalled.countDown();
			Awaitility.await().atMost(PATIENCE).until(() -> this.there.size() >= 10);
			publication.publish(new ShardReadyEvent(0, 5000, true));
			Awaitility.await().atMost(PATIENCE).until(() -> this.there.contains(new ShardReadyEvent(0, 5000, true)));
			// Those that fitted, in order
			assertThat(this.there.size()).isBetween(11, 12);
			assertThat(this.there.subList(0, 9)).isEqualTo(Stream.iterate(1, (shard) -> shard + 1)
				.limit(9)
				.map((shard) -> new ShardReadyEvent(0, shard, true))
				.toList());
		}
		finally {
			publication.close();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Marks(List<Object> marks) {

		@MessageMapping("mark")
		void mark(String mark) {
			this.marks.add(mark);
		}

	}

}
