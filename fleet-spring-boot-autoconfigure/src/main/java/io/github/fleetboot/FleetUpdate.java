package io.github.fleetboot;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What workers are to run from now on. What is {@code null} stays as it is. Immutable.
 *
 * @param jar the executable jar with the new version of the application, on the Admiral's
 * host; a relative path starts at the Admiral's working directory
 * @param clusters the number of clusters, at least 1; the number of shards stays
 * @param jvmArgs the JVM arguments of all workers, in place of
 * {@code fleet.workers.jvm-args}
 * @param clusterJvmArgs the JVM arguments of clusters, in place of
 * {@code fleet.clusters.jvm-args}
 * @since 0.1.0
 * @see FleetOperations#update
 */
public record FleetUpdate(@Nullable Path jar, @Nullable Integer clusters, @Nullable List<String> jvmArgs,
		@Nullable List<String> clusterJvmArgs) {

	/**
	 * Create an update.
	 * @throws IllegalArgumentException if the number of clusters or an argument makes no
	 * sense
	 */
	public FleetUpdate {
		if (clusters != null && clusters < 1) {
			throw new IllegalArgumentException(
					"%d clusters cannot run the shards: it takes 1 at least".formatted(clusters));
		}
		jvmArgs = checked(jvmArgs);
		clusterJvmArgs = checked(clusterJvmArgs);
	}

	private static @Nullable List<String> checked(@Nullable List<String> arguments) {
		if (arguments == null) {
			return null;
		}
		for (String argument : arguments) {
			if (argument.isBlank()) {
				throw new IllegalArgumentException("A JVM argument is blank");
			}
		}
		return List.copyOf(arguments);
	}

	/**
	 * Change nothing yet.
	 * @return an update for the {@code with} methods to begin with
	 */
	public static FleetUpdate of() {
		return new FleetUpdate(null, null, null, null);
	}

	/**
	 * With a new version of the application.
	 * @param file its executable jar
	 * @return the update
	 */
	public FleetUpdate withJar(Path file) {
		return new FleetUpdate(file, this.clusters, this.jvmArgs, this.clusterJvmArgs);
	}

	/**
	 * With a number of clusters.
	 * @param count the number
	 * @return the update
	 */
	public FleetUpdate withClusters(int count) {
		return new FleetUpdate(this.jar, count, this.jvmArgs, this.clusterJvmArgs);
	}

	/**
	 * With JVM arguments of all workers.
	 * @param arguments all of them; none for no arguments
	 * @return the update
	 */
	public FleetUpdate withJvmArgs(String... arguments) {
		return new FleetUpdate(this.jar, this.clusters, List.of(arguments), this.clusterJvmArgs);
	}

	/**
	 * With JVM arguments of clusters, which follow those of all workers.
	 * @param arguments all of them; none for no arguments
	 * @return the update
	 */
	public FleetUpdate withClusterJvmArgs(String... arguments) {
		return new FleetUpdate(this.jar, this.clusters, this.jvmArgs, List.of(arguments));
	}

	/**
	 * Whether services run something else by it, too.
	 * @return {@code false} if it is about clusters only
	 */
	public boolean concernsServices() {
		return this.jar != null || this.jvmArgs != null;
	}

	/**
	 * Whether it changes nothing.
	 * @return {@code true} if all stays as it is
	 */
	public boolean isEmpty() {
		return this.equals(of());
	}

}
