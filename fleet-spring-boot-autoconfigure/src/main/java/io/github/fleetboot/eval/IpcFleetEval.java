package io.github.fleetboot.eval;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcDestination.Kind;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.EvalRequest;

import org.springframework.util.Assert;

/**
 * Sends expressions to workers.
 */
public final class IpcFleetEval implements FleetEval {

	private final boolean enabled;

	private final IpcTemplate ipc;

	/**
	 * Create it.
	 * @param enabled whether expressions are evaluated at all
	 * @param ipc reaches the workers
	 */
	public IpcFleetEval(boolean enabled, IpcTemplate ipc) {
		this.enabled = enabled;
		this.ipc = ipc;
	}

	@Override
	public <T> Optional<T> evaluate(IpcDestination worker, String expression, Class<T> type) {
		return evaluate(worker, expression, type, this.ipc.getDefaultTimeout());
	}

	@Override
	public <T> Optional<T> evaluate(IpcDestination worker, String expression, Class<T> type, Duration timeout) {
		checkEnabled();
		try {
			return Optional
				.ofNullable(this.ipc.convertSendAndReceive(route(worker), request(expression, type), type, timeout));
		}
		catch (IpcRemoteException ex) {
			throw translate(ex);
		}
	}

	@Override
	public <T> CompletableFuture<Optional<T>> evaluateAsync(IpcDestination worker, String expression, Class<T> type,
			Duration timeout) {
		checkEnabled();
		return this.ipc.requestAsync(route(worker), request(expression, type), type, timeout)
			.handle((result, failure) -> {
				if (failure == null) {
					return Optional.ofNullable(result);
				}
				throw (failure instanceof IpcRemoteException ex) ? translate(ex) : new CompletionException(failure);
			});
	}

	@Override
	public <T> CompletableFuture<Map<WorkerId, IpcReply<T>>> evaluateInClusters(String expression, Class<T> type,
			Duration timeout) {
		checkEnabled();
		return this.ipc.requestAll(IpcDestination.allClusters().route(ControlRoutes.EVAL), request(expression, type),
				type, timeout);
	}

	private void checkEnabled() {
		if (!this.enabled) {
			throw EvalException.disabled();
		}
	}

	private static EvalRequest request(String expression, Class<?> type) {
		return new EvalRequest(expression, type == String.class);
	}

	private static IpcDestination route(IpcDestination worker) {
		Assert.isTrue(!worker.isBroadcast() && worker.kind() != Kind.ADMIRAL,
				() -> "'" + worker + "' is not one worker; expressions are evaluated in a cluster or service");
		return worker.route(ControlRoutes.EVAL);
	}

	private static RuntimeException translate(IpcRemoteException failure) {
		return failure.getRemoteType().equals(EvalException.class.getName())
				? new EvalException(failure.getRemoteMessage(), "Correct the expression.", failure) : failure;
	}

}
