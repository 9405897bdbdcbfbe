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
 * @param enabled Whether there is a fleet at all. If not, no worker is forked, and there
 * is no bean of a role and no IpcTemplate.
 * @param skipInTests Whether the fleet stays away when a test starts the application.
 * @param allowTestSupport Whether a packaged application may hold the Discord emulator.
 * If not, it is refused.
 * @param name The name in the log and the endpoint. spring.application.name if not set,
 * or else fleet.
 * @param directory Where the fleet keeps its files. If not set, fleet- and the name of
 * the user in the system's temporary directory.
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
	 * @param total The number of shards of the whole bot, or auto for what Discord
	 * recommends.
	 * @param guildsPerShard How many guilds a shard should hold, from 1 to 2500. The
	 * number of shards is then 1000 times Discord's recommendation, divided by this. Not
	 * used if fleet.sharding.total is a number, or Discord recommends one shard.
	 * @param first The first shard that this fleet runs. 0 if not set.
	 * @param last The last shard that this fleet runs, included. The last of all if not
	 * set.
	 * @param maxConcurrency How many shards may identify within one interval. What
	 * Discord says if not set.
	 * @param identifyInterval The time between two IDENTIFYs of one concurrency bucket.
	 * Shorten it only for an emulator.
	 * @param identifyMargin Added to the interval, for what the network may shorten it
	 * by.
	 * @param identifyReserve How many IDENTIFYs of the daily budget are not spent on
	 * replacing and restarting clusters. auto is one for each shard of this fleet, but no
	 * more than a fifth of a day's.
	 */
	public record Sharding(@DefaultValue("auto") String total, @DefaultValue("auto") String guildsPerShard,
			@Nullable Integer first, @Nullable Integer last, @Nullable Integer maxConcurrency,
			@DefaultValue("5s") Duration identifyInterval, @DefaultValue("150ms") Duration identifyMargin,
			@DefaultValue("auto") String identifyReserve) {
	}

	/**
	 * The JVMs that run shards.
	 *
	 * @param count The number of clusters, or auto for one per 8 shards and at most one
	 * per processor. Never more than shards.
	 * @param heap The largest heap of each cluster, such as 512MB; auto for equal shares
	 * of the memory that there is, for services without a heap of their own as well; none
	 * for what the JVM takes by itself. If not set, shares where they suffice, of at most
	 * what the JVM takes by itself.
	 * @param jvmArgs JVM arguments of clusters, after fleet.workers.jvm-args.
	 */
	public record Clusters(@DefaultValue("auto") String count, @Nullable String heap,
			@DefaultValue List<String> jvmArgs) {
	}

	/**
	 * The JVMs that run services.
	 *
	 * @param startTimeout How long a service may take to become ready, once its JVM
	 * stands and its turn has come.
	 * @param startTogether Whether services become ready side by side instead of one
	 * after another. Their JVMs boot side by side in either case.
	 * @param heap The largest heap of each service. If not set, a share of the memory as
	 * fleet.clusters.heap says.
	 * @param instances Settings of single services, by name.
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
	 * @param profile What the JVMs are tuned for: small, balanced or fast.
	 * @param archive Whether an archive of the classes of one worker lets those that
	 * follow start faster: auto or off.
	 * @param jvmArgs JVM arguments, after the fleet's own. Everybody on the host can read
	 * them: no secrets.
	 * @param javaExecutable The java command for workers. That of the Admiral if not set.
	 * @param mainClass The main class for workers. Found out if not set.
	 * @param properties Properties that only workers see, above all others.
	 * @param startTimeout How long a worker may take from fork to connection before it is
	 * killed and replaced.
	 * @param shutdownTimeout How long a worker may drain before it is killed.
	 * @param shutdownTogether Whether workers of a kind drain side by side instead of one
	 * after another. Clusters always come before services.
	 * @param maxRestarts How often in a row a worker that fails is started again; after
	 * one more failure it is given up. -1 for no limit.
	 * @param stableAfter How long a worker must have been live for its earlier failures
	 * to be forgotten.
	 * @param restartIntensity How often within the restart window a worker that fails is
	 * started again, in a row or not; after one more failure it is given up.
	 * @param restartWindow The time that the restart intensity counts over.
	 * @param hangTimeout How long a worker that is connected may be silent until it is
	 * looked into and replaced.
	 * @param collectionTimeout How long it may be silent while it collects garbage.
	 * @param orphanTimeout How long a worker goes on without its Admiral.
	 * @param dumps what is found out about workers that hang
	 * @param mode Where workers run: process, each in a JVM of its own, or in-process,
	 * all in the Admiral's, for development.
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
		 * @param retain How many dumps of workers that hung are kept, the youngest; 0 to
		 * take none.
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
		 * @param enabled Whether each worker has a debug port. With it neither slow
		 * starts nor hangs are acted upon.
		 * @param port The port of the first worker; each further one has the next. 0 for
		 * any free ones.
		 * @param suspend Whether workers wait for a debugger before they start.
		 */
		public record Debug(@DefaultValue("false") boolean enabled, @DefaultValue("5006") int port,
				@DefaultValue("false") boolean suspend) {
		}

	}

	/**
	 * Messages between the JVMs.
	 *
	 * @param requestTimeout How long a request may take unless its call says otherwise,
	 * and how long a message may wait for a member that is not connected.
	 * @param maxPayload The largest payload; less than 2 GB.
	 * @param handlerThreads Threads that run handlers, in each JVM.
	 * @param handlerQueue How many requests may wait for such a thread, and how many
	 * messages of one sender for their turn, before callers are told that the member is
	 * congested.
	 * @param shortcutAfter After how many requests of one worker to another, within 10
	 * seconds, the two get a connection of their own, which takes less time than the way
	 * through the Admiral; 0 for never.
	 */
	public record Ipc(@DefaultValue("10s") Duration requestTimeout, @DefaultValue("32MB") DataSize maxPayload,
			@DefaultValue("8") int handlerThreads, @DefaultValue("1024") int handlerQueue,
			@DefaultValue("64") int shortcutAfter) {
	}

	/**
	 * The data that the JVMs share, as long as it is in the Admiral's memory.
	 *
	 * @param maxEntries How many entries the store takes.
	 * @param maxValueSize The largest value that the store takes, encoded.
	 * @param maxSize How much the store takes in all: values, encoded, and keys.
	 */
	public record Store(@DefaultValue("100000") int maxEntries, @DefaultValue("1MB") DataSize maxValueSize,
			@DefaultValue("64MB") DataSize maxSize) {
	}

	/**
	 * Expressions that members have workers evaluate.
	 *
	 * @param enabled Whether members may have workers evaluate expressions, which can do
	 * anything.
	 */
	public record Eval(@DefaultValue("false") boolean enabled) {
	}

	/**
	 * What the fleet logs, and how workers' logs reach the Admiral's.
	 *
	 * @param preset Which topics of the fleet's own log are logged: all, or the essential
	 * ones with less.
	 * @param include Topics to log besides those of the preset.
	 * @param exclude Topics not to log, whatever else names them. Warnings and errors are
	 * logged in any case.
	 * @param forward Whether what workers log reaches the Admiral's log with all its
	 * fields, instead of as printed lines. Needs Logback.
	 * @param rateLimit How many records per second each worker forwards. -1 for no limit.
	 * @param burst How many records a worker may forward at once, after a pause.
	 * @param bufferSize How much of its log a worker keeps while the Admiral does not
	 * take it; at least 64 KB.
	 */
	public record Logging(@DefaultValue("all") LogPreset preset, @DefaultValue Set<LogTopic> include,
			@DefaultValue Set<LogTopic> exclude, @DefaultValue("true") boolean forward,
			@DefaultValue("1000") int rateLimit, @DefaultValue("5000") int burst,
			@DefaultValue("1MB") DataSize bufferSize) {
	}

	/**
	 * What the fleet tells as application events.
	 *
	 * @param broadcast Whether events of the fleet are published in workers, as they are
	 * in the Admiral.
	 */
	public record Events(@DefaultValue("true") boolean broadcast) {
	}

	/**
	 * Statistics and meters.
	 *
	 * @param interval The time between two collections of statistics; 0 for none but
	 * those on demand.
	 * @param timeout How long a worker may take to answer, until it is missing there.
	 * @param health Whether workers tell with their statistics what their health
	 * contributors say.
	 * @param meters meters of workers
	 */
	public record Stats(@DefaultValue("60s") Duration interval, @DefaultValue("5s") Duration timeout,
			@DefaultValue("true") boolean health, @DefaultValue Meters meters) {

		/**
		 * Meters of workers.
		 *
		 * @param include Names of meters of workers that the Admiral shows, with * for
		 * any characters. Set it to nothing to leave all of them in the workers.
		 * @param exclude Names of meters that it does not show, whatever else names them.
		 * @param maxSeries How many series of each worker it shows, of which one meter
		 * may have a quarter.
		 */
		public record Meters(@DefaultValue("*") Set<String> include, @DefaultValue( {
				"application.*", "disk.*", "jvm.buffer.*", "jvm.info", "system.*" }) Set<String> exclude,
				@DefaultValue("1000") int maxSeries){
		}

	}

}
