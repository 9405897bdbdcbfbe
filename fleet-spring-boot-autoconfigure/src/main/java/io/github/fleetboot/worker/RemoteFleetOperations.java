package io.github.fleetboot.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerEndingException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.OperationAnswer;
import io.github.fleetboot.protocol.OperationRequest;
import io.github.fleetboot.protocol.OperationRequest.Action;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Admiral. What waits for the end of an operation is told when this worker ends
 * before.
 */
public final class RemoteFleetOperations implements FleetOperations {

	private static final IpcDestination ADMIRAL = IpcDestination.admiral().route(ControlRoutes.OPERATION);

	/**
	 * After that time the Admiral is asked again, which costs next to nothing.
	 */
	private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

	/**
	 * The Admiral copies a jar and tries arguments before it answers.
	 */
	private static final Duration PREPARATION = Duration.ofMinutes(2);

	private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

	private final IpcTemplate ipc;

	private volatile boolean ending;

	/**
	 * Create the operations.
	 * @param ipc reaches the Admiral
	 */
	public RemoteFleetOperations(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	@Override
	public FleetOperation restart(Collection<WorkerId> workers, boolean hard) {
		return operation(new OperationRequest(Action.RESTART, List.copyOf(workers), hard, ""));
	}

	@Override
	public FleetOperation shutdown(Collection<WorkerId> workers, boolean hard) {
		return operation(new OperationRequest(Action.SHUTDOWN, List.copyOf(workers), hard, ""));
	}

	@Override
	public FleetOperation start(Collection<WorkerId> workers) {
		return operation(new OperationRequest(Action.START, List.copyOf(workers), false, ""));
	}

	@Override
	public FleetOperation createService(String name) {
		return operation(about(Action.CREATE, name));
	}

	@Override
	public FleetOperation createService(String name, Class<?> type) {
		return operation(about(Action.CREATE_FROM_CLASS, name + " " + type.getName()));
	}

	@Override
	public FleetOperation update(FleetUpdate update) {
		return present(ask(new OperationRequest(Action.UPDATE, List.of(), false, "", update), PREPARATION).operation());
	}

	@Override
	public FleetOperation abort(String id) {
		return operation(about(Action.ABORT, id));
	}

	@Override
	public Optional<FleetOperation> operation(String id) {
		return Optional.ofNullable(ask(about(Action.FIND, id)).operation());
	}

	@Override
	public WorkerId ownerOfShard(int shard) {
		return worker(about(Action.OWNER_OF_SHARD, Integer.toString(shard)));
	}

	@Override
	public WorkerId ownerOfGuild(long guildId) {
		return worker(about(Action.OWNER_OF_GUILD, Long.toUnsignedString(guildId)));
	}

	private static OperationRequest about(Action action, String subject) {
		return new OperationRequest(action, List.of(), false, subject);
	}

	private FleetOperation operation(OperationRequest request) {
		return present(ask(request).operation());
	}

	private WorkerId worker(OperationRequest request) {
		return present(ask(request).worker());
	}

	private static <T> T present(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("The Admiral has answered something else");
		}
		return value;
	}

	private OperationAnswer ask(OperationRequest request) {
		return ask(request, null);
	}

	private OperationAnswer ask(OperationRequest request, @Nullable Duration timeout) {
		try {
			return present(
					(timeout != null) ? this.ipc.convertSendAndReceive(ADMIRAL, request, OperationAnswer.class, timeout)
							: this.ipc.convertSendAndReceive(ADMIRAL, request, OperationAnswer.class))
				.orThrow();
		}
		catch (IpcException ex) {
			throw new FleetException("The Admiral was asked for %s and has not answered.".formatted(request.action()),
					"Look at the operations of the fleet before you ask again: it may have begun.", ex);
		}
	}

	@Override
	public CompletableFuture<FleetOperation> whenEnded(String id) {
		CompletableFuture<FleetOperation> end = new CompletableFuture<>();
		Waiting entry = new Waiting(id, end);
		this.waiting.add(entry);
		end.whenComplete((operation, failure) -> this.waiting.remove(entry));
		if (this.ending) {
			end.completeExceptionally(new WorkerEndingException(this.ipc.self(), id));
		}
		else {
			await(id, end);
		}
		return end;
	}

	private void await(String id, CompletableFuture<FleetOperation> end) {
		this.ipc.requestAsync(ADMIRAL, about(Action.AWAIT, id), OperationAnswer.class, LONGEST_WAIT)
			.thenApply((answer) -> present(answer.orThrow().operation()))
			.whenComplete((operation, failure) -> {
				Throwable cause = (failure != null && failure.getCause() != null) ? failure.getCause() : failure;
				if (operation != null) {
					end.complete(operation);
				}
				else if (!end.isDone()
						&& (cause instanceof IpcTimeoutException || cause instanceof IpcPeerLostException)) {
					await(id, end);
				}
				else if (cause != null) {
					end.completeExceptionally(cause);
				}
			});
	}

	/**
	 * This worker ends: whoever waits will not see the end of it here.
	 */
	public void ending() {
		this.ending = true;
		this.waiting
			.forEach((entry) -> entry.end.completeExceptionally(new WorkerEndingException(this.ipc.self(), entry.id)));
	}

	private record Waiting(String id, CompletableFuture<FleetOperation> end) {
	}

}
