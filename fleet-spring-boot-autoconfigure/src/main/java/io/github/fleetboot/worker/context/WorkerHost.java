package io.github.fleetboot.worker.context;

import io.github.fleetboot.WorkerExit;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Where a worker lives: in a JVM of its own, or beside others in the Admiral's. A JVM of
 * its own need not be told how the worker fares: it begins and ends with it.
 *
 * @since 0.1.0
 */
public interface WorkerHost {

	/**
	 * Whether others live here too. Then the worker must leave alone what belongs to the
	 * JVM as a whole, above all its end.
	 * @return {@code false} if the JVM is the worker's own
	 */
	boolean isShared();

	/**
	 * The worker's application is about to start, and can still be changed.
	 * @param application the application
	 */
	default void starting(SpringApplication application) {
	}

	/**
	 * The worker has failed to start. May not return.
	 * @param context its context, {@code null} if it did not come that far
	 * @param cause the failure
	 */
	void failed(@Nullable ConfigurableApplicationContext context, Throwable cause);

	/**
	 * The worker is closing because its application, and not the Admiral, wants it.
	 * @param exit with which meaning
	 */
	default void leaving(WorkerExit exit) {
	}

	/**
	 * The context of the worker is closed, and its beans are destroyed.
	 */
	default void closed() {
	}

	/**
	 * The worker has ended.
	 * @param exit with which meaning
	 */
	default void ended(WorkerExit exit) {
	}

}
