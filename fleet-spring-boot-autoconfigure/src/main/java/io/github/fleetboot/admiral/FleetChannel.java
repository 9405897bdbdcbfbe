package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcDirectory;
import io.github.fleetboot.ipc.IpcTemplate;
import org.jspecify.annotations.Nullable;

/**
 * How the Admiral talks with its workers.
 */
public interface FleetChannel {

	/**
	 * Accept workers from now on.
	 * @param directory whom destinations name
	 * @param admission who may join
	 */
	void open(IpcDirectory directory, IpcAdmission admission);

	/**
	 * Handle messages for the fleet itself.
	 * @param handler a bean with {@code @MessageMapping} methods
	 */
	void handle(Object handler);

	/**
	 * The Admiral's own way to send.
	 * @return the template
	 */
	IpcTemplate template();

	/**
	 * Let another JVM of a worker join beside the present one, and stand by.
	 * @param worker the worker
	 * @param incarnation which of its JVMs
	 */
	void expect(WorkerId worker, int incarnation);

	/**
	 * Send the present JVM of a worker no more messages: they go to the one that is
	 * expected, or wait.
	 * @param worker the worker
	 * @return completes when it is done, on a thread that must not be blocked
	 */
	CompletableFuture<Void> retire(WorkerId worker);

	/**
	 * The round trip of a worker's last ping.
	 * @param worker the worker
	 * @return the time, {@code null} while unknown
	 */
	@Nullable Duration latency(WorkerId worker);

	/**
	 * End all connections, and leave nothing behind.
	 */
	void close();

}
