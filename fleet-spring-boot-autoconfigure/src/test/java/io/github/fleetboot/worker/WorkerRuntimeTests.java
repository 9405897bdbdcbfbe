package io.github.fleetboot.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcReplies;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.StateReport;
import io.github.fleetboot.protocol.WorkerVitals;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerRuntime}, without an Admiral and without ending this JVM.
 */
class WorkerRuntimeTests {

	private static final Duration ORPHAN_TIMEOUT = Duration.ofMillis(600);

	private final List<WorkerState> reported = new CopyOnWriteArrayList<>();

	private final CompletableFuture<WorkerExit> exit = new CompletableFuture<>();

	private final CompletableFuture<WorkerExit> forced = new CompletableFuture<>();

	private final CompletableFuture<Void> mayStop = new CompletableFuture<>();

	private final Connection connection = new Connection();

	private final WorkerRuntime runtime = runtime();

	@AfterEach
	void end() {
		this.mayStop.complete(null);
		this.runtime.drain(new DrainOrder(1000, false));
		assertThat(this.exit).succeedsWithin(Duration.ofSeconds(5));
	}

	@Test
	void anAdmiralThatCameBackInTimeIsForgotten() {
		this.mayStop.complete(null);
		this.runtime.start();
		this.connection.lost().run();
		this.connection.restored().run();
		Awaitility.await()
			.during(ORPHAN_TIMEOUT.plusMillis(200))
			.atMost(Duration.ofSeconds(5))
			.until(() -> !this.exit.isDone());
		long lostAgain = System.nanoTime();
		this.connection.lost().run();
		assertThat(this.exit).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(WorkerExit.ORPHANED);
		assertThat(Duration.ofNanos(System.nanoTime() - lostAgain)).isGreaterThanOrEqualTo(ORPHAN_TIMEOUT);
	}

	@Test
	void tellsItsStateAgainWhenTheAdmiralIsBack() {
		this.mayStop.complete(null);
		this.runtime.start();
		this.runtime.begin(new StartOrder(null));
		this.runtime.live();
		this.connection.lost().run();
		this.connection.restored().run();
		assertThat(this.reported).containsExactly(WorkerState.STANDBY, WorkerState.CONNECTING, WorkerState.LIVE,
				WorkerState.LIVE);
	}

	@Test
	void endsEvenIfItsTaskDoesNotStop() {
		this.runtime.start();
		this.runtime.drain(new DrainOrder(1, false));
		assertThat(this.forced).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(WorkerExit.DRAINED);
		assertThat(this.exit).isNotDone();
	}

	private WorkerRuntime runtime() {
		GenericApplicationContext context = new GenericApplicationContext();
		IpcTemplate ipc = new IpcTemplate(new Link(), new CborMessageConverter(), Duration.ofSeconds(1));
		return new WorkerRuntime(context, this.connection, new AdmiralReports(ipc, 0), new Task(),
				new WorkerSettings(Duration.ofSeconds(1), ORPHAN_TIMEOUT), new WorkerEnd() {

					@Override
					protected void end(WorkerExit exit) {
						WorkerRuntimeTests.this.exit.complete(exit);
					}

					@Override
					protected void endAtOnce(WorkerExit exit) {
						WorkerRuntimeTests.this.forced.complete(exit);
					}

				});
	}

	private final class Task implements WorkerTask {

		@Override
		public void start(StartOrder order, Progress progress) {
		}

		@Override
		public void stop(Duration timeout) {
			WorkerRuntimeTests.this.mayStop.join();
		}

		@Override
		public WorkerVitals vitals() {
			return new WorkerVitals(0, 0, List.of());
		}

	}

	private static final class Connection implements AdmiralConnection {

		private @Nullable Runnable lost;

		private @Nullable Runnable restored;

		@Override
		public void open(Runnable lost, Runnable restored) {
			this.lost = lost;
			this.restored = restored;
		}

		Runnable lost() {
			assertThat(this.lost).isNotNull();
			return this.lost;
		}

		Runnable restored() {
			assertThat(this.restored).isNotNull();
			return this.restored;
		}

		@Override
		public boolean isOpen() {
			return this.lost != null;
		}

		@Override
		public void close() {
		}

	}

	private final class Link implements IpcLink {

		private final CborMessageConverter converter = new CborMessageConverter();

		@Override
		public WorkerId self() {
			return WorkerId.cluster(0);
		}

		@Override
		public boolean isConnected() {
			return true;
		}

		@Override
		public void send(IpcDestination destination, IpcContent content, Duration timeout) {
			if (destination.route().equals(ControlRoutes.STATE)) {
				Object report = this.converter.fromMessage(MessageBuilder.withPayload(content.bytes()).build(),
						StateReport.class);
				assertThat(report).isInstanceOfSatisfying(StateReport.class,
						(state) -> WorkerRuntimeTests.this.reported.add(state.state()));
			}
		}

		@Override
		public IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
			throw new UnsupportedOperationException();
		}

		@Override
		public IpcCall requestAll(IpcDestination destination, IpcContent content, Duration timeout,
				IpcReplies replies) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
		}

	}

}
