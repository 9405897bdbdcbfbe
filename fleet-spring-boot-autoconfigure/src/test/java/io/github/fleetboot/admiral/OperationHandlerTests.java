package io.github.fleetboot.admiral;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerEndingException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;
import io.github.fleetboot.worker.RemoteFleetOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link OperationHandler}, asked by {@link RemoteFleetOperations} over a
 * socket's hub.
 */
class OperationHandlerTests {

	private static final List<WorkerId> WORKERS = List.of(WorkerId.service("languages"), WorkerId.cluster(1));

	private final FleetOperations fleet = mock(FleetOperations.class);

	private final IpcHandlers handlers = new IpcHandlers(new CborMessageConverter(), 1, 10);

	@TempDir
	Path directory;

	private IpcHub hub;

	private RemoteFleetOperations remote;

	@BeforeEach
	void open() {
		this.handlers.registerControl(new OperationHandler(this.fleet));
		this.hub = SocketIpc.openHub(this.directory, new byte[1], IpcOptions.defaults(),
				(destination) -> List.of(WorkerId.admiral()), mock(IpcAdmission.class), this.handlers);
		this.remote = new RemoteFleetOperations(
				new IpcTemplate(this.hub.link(), new CborMessageConverter(), Duration.ofSeconds(5)));
	}

	@AfterEach
	void close() {
		this.hub.close();
		this.handlers.close();
	}

	@Test
	void whatAWorkerAsksIsDoneByTheAdmiral() {
		given(this.fleet.restart(WORKERS, true)).willReturn(operation("restart-1"));
		given(this.fleet.shutdown(List.of(), false)).willReturn(operation("shutdown-2"));
		given(this.fleet.start(WORKERS)).willReturn(operation("start-3"));
		given(this.fleet.createService("search")).willReturn(operation("create-4"));
		given(this.fleet.createService("harbour", String.class)).willReturn(operation("create-5"));
		given(this.fleet.abort("restart-1")).willReturn(operation("restart-1"));
		given(this.fleet.operation("restart-1")).willReturn(Optional.of(operation("restart-1")));
		given(this.fleet.operation("none")).willReturn(Optional.empty());
		given(this.fleet.ownerOfShard(3)).willReturn(WorkerId.cluster(1));
		given(this.fleet.ownerOfGuild(-1)).willReturn(WorkerId.cluster(0));
		assertThat(this.remote.restart(WORKERS, true)).isEqualTo(operation("restart-1"));
		assertThat(this.remote.shutdown(List.of(), false).id()).isEqualTo("shutdown-2");
		assertThat(this.remote.start(WORKERS).id()).isEqualTo("start-3");
		assertThat(this.remote.createService("search").id()).isEqualTo("create-4");
		assertThat(this.remote.createService("harbour", String.class).id()).isEqualTo("create-5");
		assertThat(this.remote.abort("restart-1").id()).isEqualTo("restart-1");
		assertThat(this.remote.operation("restart-1")).contains(operation("restart-1"));
		assertThat(this.remote.operation("none")).isEmpty();
		assertThat(this.remote.ownerOfShard(3)).isEqualTo(WorkerId.cluster(1));
		assertThat(this.remote.ownerOfGuild(-1)).isEqualTo(WorkerId.cluster(0));
	}

	@Test
	void anUpdateArrivesAsItWasAskedFor() {
		FleetUpdate update = FleetUpdate.of()
			.withJar(Path.of("/opt/bot/bot 2.jar"))
			.withClusters(4)
			.withJvmArgs("-Dname=a value")
			.withClusterJvmArgs();
		given(this.fleet.update(update)).willReturn(operation("update-5"));
		assertThat(this.remote.update(update).id()).isEqualTo("update-5");
		FleetUpdate other = FleetUpdate.of().withClusters(3);
		given(this.fleet.update(other)).willThrow(new FleetException("No.", "Name fewer."));
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> this.remote.update(other))
			.withMessage("No.")
			.satisfies((refusal) -> assertThat(refusal.getAction()).isEqualTo("Name fewer."));
	}

	@Test
	void aRefusalArrivesWhole() {
		given(this.fleet.restart(WORKERS, false)).willThrow(new FleetException("No.", "Ask again."));
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> this.remote.restart(WORKERS, false))
			.withMessage("No.")
			.satisfies((refusal) -> assertThat(refusal.getAction()).isEqualTo("Ask again."));
	}

	@Test
	void whoWaitsHearsOfTheEndWhenTheAdmiralDoes() {
		CompletableFuture<FleetOperation> end = new CompletableFuture<>();
		given(this.fleet.whenEnded("restart-1")).willReturn(end);
		CompletableFuture<FleetOperation> waiting = this.remote.whenEnded("restart-1");
		assertThat(waiting).isNotDone();
		end.complete(operation("restart-1"));
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(operation("restart-1"));
	}

	@Test
	void whoWaitsForWhatThereIsNotIsToldSo() {
		given(this.fleet.whenEnded("none"))
			.willReturn(CompletableFuture.failedFuture(new FleetException("There is none.", "Look.")));
		assertThat(this.remote.whenEnded("none")).failsWithin(Duration.ofSeconds(5))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(FleetException.class)
			.withMessageContaining("There is none.");
	}

	@Test
	void whoWaitsInAWorkerThatEndsIsToldBefore() {
		given(this.fleet.whenEnded("restart-1")).willReturn(new CompletableFuture<>());
		CompletableFuture<FleetOperation> waiting = this.remote.whenEnded("restart-1");
		this.remote.ending();
		assertThat(waiting).isCompletedExceptionally();
		assertThat(waiting).failsWithin(Duration.ofSeconds(5))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(WorkerEndingException.class)
			.withMessageContaining("restart-1");
		assertThat(this.remote.whenEnded("restart-1")).isCompletedExceptionally();
	}

	private static FleetOperation operation(String id) {
		return new FleetOperation(id, "restart", FleetOperation.State.RUNNING, 0.25, Duration.ofMillis(1500),
				"it begins");
	}

}
