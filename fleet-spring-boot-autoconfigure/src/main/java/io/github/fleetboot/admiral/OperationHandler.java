package io.github.fleetboot.admiral;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.OperationAnswer;
import io.github.fleetboot.protocol.OperationRequest;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Does for workers what {@link FleetOperations} does in the Admiral. A refusal is an
 * answer like any other, so that it arrives whole.
 */
final class OperationHandler {

	private static final FleetLog logger = FleetLog.of(OperationHandler.class);

	private final FleetOperations fleet;

	OperationHandler(FleetOperations fleet) {
		this.fleet = fleet;
	}

	@MessageMapping(ControlRoutes.OPERATION)
	CompletionStage<OperationAnswer> operate(@Payload OperationRequest request, WorkerId sender) {
		try {
			return answer(request, sender);
		}
		catch (FleetException ex) {
			return CompletableFuture.completedFuture(OperationAnswer.of(ex));
		}
	}

	private CompletionStage<OperationAnswer> answer(OperationRequest request, WorkerId sender) {
		if (request.action() == OperationRequest.Action.UPDATE) {
			return update(request, sender);
		}
		String subject = request.subject();
		OperationAnswer answer = switch (request.action()) {
			case AWAIT -> null;
			case FIND -> OperationAnswer.of(this.fleet.operation(subject).orElse(null));
			case OWNER_OF_SHARD -> OperationAnswer.of(this.fleet.ownerOfShard(Integer.parseInt(subject)));
			case OWNER_OF_GUILD -> OperationAnswer.of(this.fleet.ownerOfGuild(Long.parseUnsignedLong(subject)));
			default -> OperationAnswer.of(switch (request.action()) {
				case RESTART -> this.fleet.restart(request.workers(), request.hard());
				case SHUTDOWN -> this.fleet.shutdown(request.workers(), request.hard());
				case START -> this.fleet.start(request.workers());
				case CREATE -> this.fleet.createService(subject);
				case CREATE_FROM_CLASS -> {
					int space = subject.lastIndexOf(' ');
					yield this.fleet.createService(subject.substring(0, space),
							ServiceType.named(subject.substring(space + 1)));
				}
				default -> this.fleet.abort(subject);
			});
		};
		if (answer == null) {
			return this.fleet.whenEnded(subject)
				.handle((end, failure) -> (failure instanceof FleetException refusal) ? OperationAnswer.of(refusal)
						: OperationAnswer.of(end));
		}
		if (answer.operation() != null) {
			begun(answer.operation(), request, sender);
		}
		return CompletableFuture.completedFuture(answer);
	}

	/**
	 * Its preparation must keep no other message waiting.
	 */
	private CompletionStage<OperationAnswer> update(OperationRequest request, WorkerId sender) {
		FleetUpdate update = Objects.requireNonNull(request.update(), "What is to be changed is missing");
		CompletableFuture<OperationAnswer> answer = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				FleetOperation begun = this.fleet.update(update);
				begun(begun, request, sender);
				answer.complete(OperationAnswer.of(begun));
			}
			catch (FleetException ex) {
				answer.complete(OperationAnswer.of(ex));
			}
			catch (Throwable ex) {
				answer.completeExceptionally(ex);
			}
		}, "fleet-update");
		thread.setDaemon(true);
		thread.start();
		return answer;
	}

	private static void begun(FleetOperation begun, OperationRequest request, WorkerId sender) {
		logger.info(LogTopic.CLUSTER_RESTART, "{} asked for {} {}: {}", sender, request.action(), request.subject(),
				begun.id());
	}

}
