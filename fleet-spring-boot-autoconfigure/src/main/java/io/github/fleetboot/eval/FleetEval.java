package io.github.fleetboot.eval;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcReply;

/**
 * Evaluates expressions of the Spring Expression Language in workers, to look into a bot
 * that runs. A bean of this type is there in every JVM of the fleet, but refuses whatever
 * it is asked unless {@code fleet.eval.enabled=true}.
 * <p>
 * <strong>An expression can do what the code of the worker can do</strong>: call any
 * bean, read the token, end the JVM. Never make one of what a user has written.
 * <p>
 * In an expression {@code @name} is a bean, such as {@code @shardManager} in a cluster;
 * {@code worker} is the {@link io.github.fleetboot.WorkerInfo} and {@code context} the
 * application context. A result that is asked for as a {@link String} is turned into text
 * by the worker; any other must be a value that can be sent as a message's payload.
 * <p>
 * Expressions run on the threads of the worker's message handlers. A timeout ends the
 * wait, not the expression.
 * <p>
 * All methods throw, or complete with, {@link EvalException} if the expression is refused
 * or fails, and an {@link io.github.fleetboot.ipc.IpcException} if the worker does not
 * answer. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface FleetEval {

	/**
	 * Evaluate an expression in a worker, and wait for it.
	 * @param worker a cluster, a service, or the owner of a shard or guild
	 * @param expression the expression
	 * @param type the type of the result
	 * @param <T> the type of the result
	 * @return the result, empty if it is {@code null}
	 * @throws IllegalArgumentException if no single worker is named
	 */
	<T> Optional<T> evaluate(IpcDestination worker, String expression, Class<T> type);

	/**
	 * Evaluate an expression in a worker, and wait a while for it.
	 * @param worker a cluster, a service, or the owner of a shard or guild
	 * @param expression the expression
	 * @param type the type of the result
	 * @param timeout how long it may take
	 * @param <T> the type of the result
	 * @return the result, empty if it is {@code null}
	 * @throws IllegalArgumentException if no single worker is named
	 */
	<T> Optional<T> evaluate(IpcDestination worker, String expression, Class<T> type, Duration timeout);

	/**
	 * Evaluate an expression in a worker.
	 * @param worker a cluster, a service, or the owner of a shard or guild
	 * @param expression the expression
	 * @param type the type of the result
	 * @param timeout how long it may take
	 * @param <T> the type of the result
	 * @return the result, empty if it is {@code null}
	 * @throws IllegalArgumentException if no single worker is named
	 */
	<T> CompletableFuture<Optional<T>> evaluateAsync(IpcDestination worker, String expression, Class<T> type,
			Duration timeout);

	/**
	 * Evaluate an expression in all clusters.
	 * @param expression the expression
	 * @param type the type of the results
	 * @param timeout how long it may take
	 * @param <T> the type of the results
	 * @return for each cluster a result or its failure, which for an expression that
	 * fails is an {@link io.github.fleetboot.ipc.IpcRemoteException}
	 */
	<T> CompletableFuture<Map<WorkerId, IpcReply<T>>> evaluateInClusters(String expression, Class<T> type,
			Duration timeout);

}
