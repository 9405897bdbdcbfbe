package io.github.fleetboot;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What may be asked of the fleet while it runs. A bean of this type is there in the
 * Admiral and in every worker, where it asks the Admiral. Thread-safe; nothing but
 * {@link #update} blocks for longer than the Admiral takes to look and, in a worker, to
 * answer.
 * <p>
 * Everything that takes its time is an operation. One that stands in the way of another
 * under way is refused, as is one whose IDENTIFYs are not there; then nothing was done.
 *
 * @since 0.1.0
 */
public interface FleetOperations {

	/**
	 * Replace workers, one after another; the next one follows when the one before is
	 * live again. Softly, a service's next JVM becomes ready beside the present one and
	 * takes over between two messages, so that no request fails by it; if it cannot, the
	 * present one stays. A cluster is drained first. Workers that were given up get a new
	 * chance.
	 * @param workers which ones, in this order; none for all that are not shut down,
	 * services first
	 * @param hard whether they are killed first instead
	 * @return the operation, which has just begun
	 * @throws FleetException if it is refused: another restart is under way, a worker is
	 * not known, or the IDENTIFYs that it would take are not there
	 */
	FleetOperation restart(Collection<WorkerId> workers, boolean hard);

	/**
	 * End workers. They stay down until they are {@linkplain #start started}; messages to
	 * them fail at once. Without workers the whole fleet ends, and with it the
	 * application, with exit code 0.
	 * @param workers which ones; none for the whole fleet
	 * @param hard whether they are killed instead of drained
	 * @return the operation, which has just begun
	 * @throws FleetException if it is refused: a worker is not known or is shut down
	 * already, or another operation concerns it
	 */
	FleetOperation shutdown(Collection<WorkerId> workers, boolean hard);

	/**
	 * Start workers that were shut down.
	 * @param workers which ones; none for all that are shut down
	 * @return the operation, which ends when they are live
	 * @throws FleetException if it is refused: a worker is not known or not shut down,
	 * another operation concerns it, or the IDENTIFYs that it would take are not there
	 */
	FleetOperation start(Collection<WorkerId> workers);

	/**
	 * Start a service that does not start with the fleet, since it is declared with
	 * {@link FleetService#autoStart() autoStart = false}. From then on it is a service
	 * like any other, until the fleet ends.
	 * @param name its name
	 * @return the operation, which ends when it is live
	 * @throws FleetException if it is refused: it is not declared so, or is there already
	 */
	FleetOperation createService(String name);

	/**
	 * Start a service that the application does not declare, from a class on its class
	 * path. The class becomes a bean in a JVM of its own, with all that a class with
	 * {@link FleetService @FleetService} has; it need not have that annotation, whose
	 * name is not used. From then on it is a service like any other, until the fleet
	 * ends.
	 * @param name the name of the service
	 * @param type its class, which Spring can instantiate
	 * @return the operation, which ends when it is live
	 * @throws FleetException if it is refused: there is or may be a service of that name,
	 * the name is not usable, or there can be no bean of that class
	 */
	FleetOperation createService(String name, Class<?> type);

	/**
	 * Give workers another version of the application, other JVM arguments, or change the
	 * number of clusters. All of it is prepared and checked first, which takes as long as
	 * copying a jar does. Then services are replaced softly, one after another, if
	 * anything changes for them, and clusters after that, one after another: each gives
	 * its shards to those that are to run them. If a worker does not become live with
	 * what is new, it goes back to what it ran before, and the rest is left alone.
	 * @param update what changes
	 * @return the operation, which has just begun
	 * @throws FleetException if it is refused: nothing would change, the jar is not a
	 * version of this application that this Admiral could run, the JVM does not accept
	 * the arguments, there is no memory, another operation is under way, or the IDENTIFYs
	 * that it would take are not there
	 */
	FleetOperation update(FleetUpdate update);

	/**
	 * The cluster that runs a shard.
	 * @param shard the number of the shard, from 0
	 * @return the cluster
	 * @throws FleetException if no cluster of this fleet does
	 */
	WorkerId ownerOfShard(int shard);

	/**
	 * The cluster that gets the events of a guild.
	 * @param guildId the snowflake of the guild, unsigned
	 * @return the cluster
	 * @throws FleetException if no cluster of this fleet does
	 */
	WorkerId ownerOfGuild(long guildId);

	/**
	 * End an operation early. What it has begun with one worker it completes, except that
	 * a service whose next JVM has not taken over yet keeps the present one.
	 * @param id the operation
	 * @return how it stands now
	 * @throws FleetException if there is no such operation, it has ended, or it has gone
	 * too far
	 */
	FleetOperation abort(String id);

	/**
	 * How an operation stands.
	 * @param id the operation
	 * @return the operation, empty if there is none or it ended long ago
	 */
	Optional<FleetOperation> operation(String id);

	/**
	 * Wait for the end of an operation. In the Admiral, what follows it may block.
	 * @param id the operation
	 * @return completes when it has ended, be it as {@link FleetOperation.State#FAILED
	 * failed}; exceptionally, with a {@link FleetException}, if there is none, and with a
	 * {@link WorkerEndingException} if the worker that waits ends before
	 */
	CompletableFuture<FleetOperation> whenEnded(String id);

}
