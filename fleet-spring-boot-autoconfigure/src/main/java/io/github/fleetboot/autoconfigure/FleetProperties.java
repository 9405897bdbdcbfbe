package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.fleetboot.logging.LogPreset;
import io.github.fleetboot.logging.LogTopic;
import io.github.fleetboot.process.JvmProfile;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the fleet runs.
 *
 * @param enabled whether there is a fleet at all; if not, no worker is forked, and
 * neither beans of a role nor IpcTemplate exist
 * @param skipInTests whether the fleet does not start in tests of the application
 * @param allowTestSupport whether a packaged application may hold the Discord emulator
 * @param name name of the fleet, in the endpoint and in logs; spring.application.name if
 * not set
 * @param directory where the fleet keeps its files; a private directory of this user's in
 * the system's temporary directory if not set
 * @param sharding which shards there are, and who may identify when
 * @param clusters the JVMs that run shards
 * @param services the JVMs that run services
 * @param workers what clusters and services have in common
 * @param ipc messages between the JVMs
 * @param store the data that the JVMs share
 * @param eval expressions that members have workers evaluate
 * @param logging what the fleet logs, and how workers' logs reach the Admiral's
 * @param events what the fleet tells as application events
 * @param stats statistics and meters
 * @since 0.1.0
 */
@ConfigurationProperties("fleet")
public record FleetProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean skipInTests,
		@DefaultValue("false") boolean allowTestSupport, @Nullable String name, @Nullable Path directory,
		@DefaultValue Sharding sharding, @DefaultValue Clusters clusters, @DefaultValue Services services,
		@DefaultValue Workers workers, @DefaultValue Ipc ipc, @DefaultValue Store store, @DefaultValue Eval eval,
		@DefaultValue Logging logging, @DefaultValue Events events, @DefaultValue Stats stats) {

	/**
	 * Which shards there are, and who may identify when.
	 *
	 * @param total number of shards of the whole bot, or auto for Discord's
	 * recommendation
	 * @param guildsPerShard guilds that a shard should hold, from which the number of
	 * shards follows, or auto
	 * @param first first shard that this host runs; 0 if not set
	 * @param last last shard that this host runs, included; the last of all if not set
	 * @param maxConcurrency how many shards may identify within one interval; what
	 * Discord says if not set
	 * @param identifyInterval time between two IDENTIFYs of one concurrency bucket;
	 * Discord's is 5s, so shorten it only for an emulator whose interval is shorter
	 * @param identifyMargin added to the interval, for what the network may shorten it by
	 * @param identifyReserve how many IDENTIFYs of the daily budget are not spent on
	 * replacing and restarting clusters, or auto for one start of this fleet, but no more
	 * than a fifth of a day's
	 */
	public record Sharding(@DefaultValue("auto") String total, @DefaultValue("auto") String guildsPerShard,
			@Nullable Integer first, @Nullable Integer last, @Nullable Integer maxConcurrency,
			@DefaultValue("5s") Duration identifyInterval, @DefaultValue("150ms") Duration identifyMargin,
			@DefaultValue("auto") String identifyReserve) {
	}

	/**
	 * The JVMs that run shards.
	 *
	 * @param count number of cluster JVMs, or auto for one per 8 shards and at most one
	 * per processor
	 * @param heap largest heap of each cluster, or auto for equal shares of the memory
	 * that there is, for all workers that have no heap of their own, or none for what the
	 * JVM takes by itself; if not set, shares as well, where they suffice and up to what
	 * the JVM takes by itself
	 * @param jvmArgs JVM arguments of clusters, after those of all workers
	 */
	public record Clusters(@DefaultValue("auto") String count, @Nullable String heap,
			@DefaultValue List<String> jvmArgs) {
	}

	/**
	 * The JVMs that run services.
	 *
	 * @param startTimeout how long a service may take to become ready
	 * @param startTogether whether services become ready side by side, instead of one
	 * after another; their JVMs boot side by side in either case
	 * @param heap largest heap of each service; if not set, an equal share of the memory
	 * as fleet.clusters.heap says
	 * @param instances settings of single services, by name
	 */
	public record Services(@DefaultValue("60s") Duration startTimeout, @DefaultValue("false") boolean startTogether,
			@Nullable DataSize heap, @DefaultValue Map<String, Instance> instances) {

		public Services {
			instances = new LinkedHashMap<>(instances);
		}

		/**
		 * How long a service may take to become ready.
		 * @param service its name
		 * @return the time
		 */
		Duration startTimeout(String service) {
			Instance instance = this.instances.get(service);
			return (instance != null && instance.startTimeout() != null) ? instance.startTimeout() : this.startTimeout;
		}

		/**
		 * The largest heap of a service.
		 * @param service its name
		 * @return the heap, {@code null} if none is set
		 */
		@Nullable DataSize heap(String service) {
			Instance instance = this.instances.get(service);
			return (instance != null && instance.heap() != null) ? instance.heap() : this.heap;
		}

		/**
		 * Settings of one service.
		 *
		 * @param startTimeout how long this service may take to become ready;
		 * fleet.services.start-timeout if not set
		 * @param heap largest heap of this service; fleet.services.heap if not set
		 * @param jvmArgs JVM arguments of this service, after those of all workers
		 */
		public record Instance(@Nullable Duration startTimeout, @Nullable DataSize heap,
				@DefaultValue List<String> jvmArgs) {
		}

	}

	/**
	 * What clusters and services have in common.
	 *
	 * @param profile what their JVMs are tuned for: small for little memory and a fast
	 * start, balanced, or fast for what the JVM chooses for itself
	 * @param archive whether an archive of the classes of a worker is made and used, so
	 * that those that follow start faster
	 * @param jvmArgs JVM arguments of all workers, after the fleet's own defaults
	 * @param javaExecutable the java command that workers are started with; the one that
	 * runs the Admiral if not set
	 * @param mainClass the main class of the application; found out if not set
	 * @param properties configuration properties that only workers see, with highest
	 * precedence
	 * @param startTimeout how long the JVM of a worker may take until it is connected to
	 * the Admiral
	 * @param shutdownTimeout how long a worker may take to drain until it is killed
	 * @param shutdownTogether whether workers of a kind drain side by side, instead of
	 * one after another
	 * @param maxRestarts how many times in a row a worker that fails is replaced; -1 for
	 * no limit
	 * @param stableAfter how long a worker must have been live for its failures to be
	 * forgotten
	 * @param restartIntensity how many times within the restart window a worker that
	 * fails is replaced, whatever lies between
	 * @param restartWindow the time that the restart intensity counts over
	 * @param hangTimeout how long a worker that is connected may be silent, until what it
	 * does is saved and it is replaced
	 * @param collectionTimeout how long it may be silent while it collects garbage
	 * @param orphanTimeout how long a worker goes on without its Admiral
	 * @param dumps what is found out about workers that hang
	 * @param mode where workers run
	 * @param debug debug ports of workers
	 */
	public record Workers(@DefaultValue("small") JvmProfile profile, @DefaultValue("auto") Archive archive,
			@DefaultValue List<String> jvmArgs, @Nullable Path javaExecutable, @Nullable String mainClass,
			@DefaultValue Map<String, String> properties, @DefaultValue("2m") Duration startTimeout,
			@DefaultValue("10s") Duration shutdownTimeout, @DefaultValue("true") boolean shutdownTogether,
			@DefaultValue("5") int maxRestarts, @DefaultValue("2m") Duration stableAfter,
			@DefaultValue("10") int restartIntensity, @DefaultValue("10m") Duration restartWindow,
			@DefaultValue("30s") Duration hangTimeout, @DefaultValue("2m") Duration collectionTimeout,
			@DefaultValue("10s") Duration orphanTimeout, @DefaultValue Dumps dumps, @DefaultValue("process") Mode mode,
			@DefaultValue Debug debug) {

		/**
		 * Whether there is an archive of the workers' classes.
		 */
		public enum Archive {

			/**
			 * Wherever workers run from jars.
			 */
			AUTO,

			/**
			 * Never.
			 */
			OFF

		}

		/**
		 * What is found out about workers that hang.
		 *
		 * @param retain number of files that are kept, the youngest; 0 to take no dumps
		 */
		public record Dumps(@DefaultValue("20") int retain) {
		}

		/**
		 * Whether a debugger may halt a worker, so that nothing may be killed for being
		 * slow.
		 * @return {@code true} with debug ports, or inside the Admiral's JVM
		 */
		boolean mayBeHalted() {
			return this.mode == Mode.IN_PROCESS || this.debug.enabled();
		}

		/**
		 * Where workers run.
		 */
		public enum Mode {

			/**
			 * Each in a JVM of its own.
			 */
			PROCESS,

			/**
			 * All in the Admiral's JVM, for development.
			 */
			IN_PROCESS

		}

		/**
		 * Debug ports of workers.
		 *
		 * @param enabled whether a debugger can attach to each worker
		 * @param port port of the first worker, to which one is added for each further
		 * one; 0 for any free ones
		 * @param suspend whether workers wait for a debugger before they start
		 */
		public record Debug(@DefaultValue("false") boolean enabled, @DefaultValue("5006") int port,
				@DefaultValue("false") boolean suspend) {
		}

	}

	/**
	 * Messages between the JVMs.
	 *
	 * @param requestTimeout how long a request waits for its reply, unless its caller
	 * says otherwise
	 * @param maxPayload largest payload of a message
	 * @param handlerThreads threads that run message handlers, in each JVM
	 * @param handlerQueue requests that may wait for a handler thread, in each JVM, until
	 * callers are told that it is congested
	 */
	public record Ipc(@DefaultValue("10s") Duration requestTimeout, @DefaultValue("32MB") DataSize maxPayload,
			@DefaultValue("8") int handlerThreads, @DefaultValue("1024") int handlerQueue) {
	}

	/**
	 * The data that the JVMs share, as long as it is in the Admiral's memory.
	 *
	 * @param maxEntries number of entries that the store takes
	 * @param maxValueSize largest value that the store takes, encoded
	 * @param maxSize size of all values, encoded, and of all keys
	 */
	public record Store(@DefaultValue("100000") int maxEntries, @DefaultValue("1MB") DataSize maxValueSize,
			@DefaultValue("64MB") DataSize maxSize) {
	}

	/**
	 * Expressions that members have workers evaluate.
	 *
	 * @param enabled whether FleetEval evaluates expressions, which can do anything that
	 * the worker can
	 */
	public record Eval(@DefaultValue("false") boolean enabled) {
	}

	/**
	 * What the fleet logs, and how workers' logs reach the Admiral's.
	 *
	 * @param preset which topics of the fleet's own log are logged
	 * @param include topics to log besides those of the preset
	 * @param exclude topics not to log, whatever else names them; warnings and errors are
	 * logged in any case
	 * @param forward whether what workers log reaches the Admiral's log with its logger,
	 * level, context and exception, instead of as printed lines
	 * @param rateLimit how many records per second each worker forwards; -1 for no limit
	 * @param burst how many records a worker may forward at once, after a pause
	 * @param bufferSize how much of its log a worker keeps while the Admiral does not
	 * take it
	 */
	public record Logging(@DefaultValue("all") LogPreset preset, @DefaultValue Set<LogTopic> include,
			@DefaultValue Set<LogTopic> exclude, @DefaultValue("true") boolean forward,
			@DefaultValue("1000") int rateLimit, @DefaultValue("5000") int burst,
			@DefaultValue("1MB") DataSize bufferSize) {
	}

	/**
	 * What the fleet tells as application events.
	 *
	 * @param broadcast whether workers hear of the fleet's events, as the Admiral does
	 */
	public record Events(@DefaultValue("true") boolean broadcast) {
	}

	/**
	 * Statistics and meters.
	 *
	 * @param interval time between two collections; 0 for none but those on demand
	 * @param timeout how long a worker may take to answer, until it is missing in the
	 * statistics
	 * @param meters meters of workers
	 */
	public record Stats(@DefaultValue("60s") Duration interval, @DefaultValue("5s") Duration timeout,
			@DefaultValue Meters meters) {

		/**
		 * Meters of workers.
		 *
		 * @param include names of meters that the Admiral shows, with * for any
		 * characters; none to leave all of them in the workers
		 * @param exclude names of meters that it does not show, whatever else names them
		 * @param maxSeries number of series that it shows of each worker, of which one
		 * meter may have a quarter
		 */
		public record Meters(@DefaultValue("*") Set<String> include, @DefaultValue( {
				"application.*", "disk.*", "jvm.buffer.*", "jvm.info", "system.*" }) Set<String> exclude,
				@DefaultValue("1000") int maxSeries){
		}

	}

}
