package io.github.fleetboot.actuate;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.admiral.StatsOperations;
import io.github.fleetboot.stats.FleetStatistics;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@link Endpoint @Endpoint} that shows the fleet, and lets it be operated.
 *
 * @since 0.1.0
 */
@Endpoint(id = "fleet", defaultAccess = Access.READ_ONLY)
public class FleetEndpoint {

	private static final int CONFLICT = 409;

	private final Admiral admiral;

	private final FleetStatistics statistics;

	private final StatsOperations collections;

	/**
	 * Create the endpoint.
	 * @param admiral knows the fleet
	 * @param statistics what it counts
	 */
	public FleetEndpoint(Admiral admiral, FleetStatistics statistics) {
		this.admiral = admiral;
		this.statistics = statistics;
		this.collections = new StatsOperations(statistics);
	}

	/**
	 * How the fleet fares.
	 * @return the status, {@code null} if the fleet is not started
	 */
	@ReadOperation
	public @Nullable FleetResponse fleet() {
		FleetStatus status = this.admiral.status();
		return (status != null) ? new FleetResponse(status) : null;
	}

	/**
	 * One cluster, service or operation, or the latest statistics.
	 * @param kind {@code clusters}, {@code services}, {@code operations} or {@code stats}
	 * @param id its number, name or id, or {@code latest}
	 * @return how it fares, {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable DetailResponse detail(@Selector String kind, @Selector String id) {
		FleetStatus status = this.admiral.status();
		if (status == null) {
			return null;
		}
		Optional<?> detail = switch (kind) {
			case "clusters" ->
				status.clusters().stream().filter((cluster) -> String.valueOf(cluster.id()).equals(id)).findFirst();
			case "services" -> status.services().stream().filter((service) -> service.name().equals(id)).findFirst();
			case "operations" ->
				this.collections.operation(id).or(() -> this.admiral.operation(id)).map(OperationDetail::of);
			case "stats" -> id.equals("latest") ? this.statistics.latest() : Optional.empty();
			default -> Optional.empty();
		};
		return detail.map(DetailResponse::new).orElse(null);
	}

	/**
	 * Begin something. Returns at once. Of cluster, service, shard and guild one may be
	 * named.
	 * @param action {@code restart}, {@code shutdown}, {@code start}, {@code create},
	 * {@code update}, {@code abort} or {@code collect}
	 * @param cluster the cluster that is meant
	 * @param service the service that is meant
	 * @param shard a shard of the cluster that is meant
	 * @param guild a guild whose cluster is meant
	 * @param hard whether workers are killed first
	 * @param operation the operation to abort
	 * @param type the name of the class, with {@code @FleetService}, of a service to
	 * create that is not declared
	 * @param jar the path of the jar that workers are to run
	 * @param clusters the number of clusters that there are to be
	 * @param jvmArgs the JVM arguments that workers are to have, as on a command line
	 * @param clusterJvmArgs those that clusters have after them
	 * @return the operation; {@code null} if there is no such action; with status 409 why
	 * it was refused
	 * @throws InvalidEndpointRequestException if the parameters make no sense
	 */
	@WriteOperation
	public @Nullable WebEndpointResponse<?> act(@Selector String action, @Nullable Integer cluster,
			@Nullable String service, @Nullable Integer shard, @Nullable Long guild, @Nullable Boolean hard,
			@Nullable String operation, @Nullable String type, @Nullable String jar, @Nullable Integer clusters,
			@Nullable String jvmArgs, @Nullable String clusterJvmArgs) {
		try {
			FleetOperation begun = switch (action) {
				case "collect" -> this.collections.collect();
				case "update" ->
					this.admiral.update(new UpdateParameters(jar, clusters, jvmArgs, clusterJvmArgs).read());
				default -> new FleetAction(this.admiral, cluster, service, shard, guild, Boolean.TRUE.equals(hard),
						operation, type)
					.begin(action);
			};
			return (begun != null) ? new WebEndpointResponse<>(OperationDetail.of(begun)) : null;
		}
		catch (FleetException ex) {
			return new WebEndpointResponse<>(new Refusal(String.valueOf(ex.getMessage()), ex.getAction()), CONFLICT);
		}
	}

	/**
	 * The status as it is written: by the mapper of the endpoints, so that the
	 * application's own settings of Jackson do not change it.
	 *
	 * @param status the status
	 */
	public record FleetResponse(@JsonValue FleetStatus status) implements OperationResponseBody {
	}

	/**
	 * A part of the status.
	 *
	 * @param detail the part
	 */
	public record DetailResponse(@JsonValue Object detail) implements OperationResponseBody {
	}

	/**
	 * An operation with what it does now.
	 *
	 * @param id its id
	 * @param kind what it does
	 * @param state how it stands
	 * @param progress from 0 to 1
	 * @param eta how many seconds it will go on, {@code null} if that is unknown
	 * @param detail what it does now, or why it ended as it did
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record OperationDetail(String id, String kind, String state, double progress, @Nullable Double eta,
			String detail) implements OperationResponseBody {

		static OperationDetail of(FleetOperation operation) {
			return new OperationDetail(operation.id(), operation.kind(), operation.state().name(), operation.progress(),
					(operation.eta() != null) ? operation.eta().toMillis() / 1000.0 : null, operation.detail());
		}

	}

	/**
	 * Why nothing was begun.
	 *
	 * @param message why
	 * @param action what can be done about it
	 */
	public record Refusal(String message, String action) implements OperationResponseBody {
	}

}
