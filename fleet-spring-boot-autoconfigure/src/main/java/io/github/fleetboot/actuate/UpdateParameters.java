package io.github.fleetboot.actuate;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.fleetboot.FleetUpdate;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * What a request to the endpoint wants an update to change.
 *
 * @param jar the path of a jar
 * @param clusters the number of clusters
 * @param jvmArgs JVM arguments, as on a command line
 * @param clusterJvmArgs JVM arguments of clusters, as on a command line
 */
record UpdateParameters(@Nullable String jar, @Nullable Integer clusters, @Nullable String jvmArgs,
		@Nullable String clusterJvmArgs) {

	/**
	 * White space divides them; double quotes keep it.
	 */
	private static final Pattern ARGUMENT = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

	/**
	 * Read them.
	 * @return the update
	 * @throws InvalidEndpointRequestException if they make no sense
	 */
	FleetUpdate read() {
		try {
			FleetUpdate update = new FleetUpdate((this.jar != null) ? Path.of(this.jar) : null, this.clusters,
					arguments(this.jvmArgs), arguments(this.clusterJvmArgs));
			if (update.isEmpty()) {
				throw new IllegalArgumentException("Name one of jar, clusters, jvmArgs and clusterJvmArgs at least");
			}
			return update;
		}
		catch (InvalidPathException ex) {
			throw invalid("'jar' is no path: " + ex.getMessage(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static @Nullable List<String> arguments(@Nullable String line) {
		if (line != null && line.chars().filter((character) -> character == '"').count() % 2 != 0) {
			throw new IllegalArgumentException("A double quote among the JVM arguments is not closed");
		}
		return (line != null) ? ARGUMENT.matcher(line)
			.results()
			.map(MatchResult::group)
			.map((argument) -> argument.replace("\"", ""))
			.toList() : null;
	}

	private static InvalidEndpointRequestException invalid(String reason, IllegalArgumentException cause) {
		return new InvalidEndpointRequestException(reason, reason, cause);
	}

}
