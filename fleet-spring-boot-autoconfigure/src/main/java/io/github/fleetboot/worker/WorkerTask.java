package io.github.fleetboot.worker;

import java.time.Duration;

import io.github.fleetboot.protocol.DiscordFigures;
import io.github.fleetboot.protocol.ShardReport;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.WorkerVitals;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is there for: to run shards, or to run a service.
 */
public interface WorkerTask {

	/**
	 * Begin the work. Must not block.
	 * @param order what the Admiral says
	 * @param progress is to be told, from any thread, how it goes
	 */
	void start(StartOrder order, Progress progress);

	/**
	 * Finish the work. May block until it is finished, but no longer than the timeout.
	 * @param timeout the time there is
	 */
	void stop(Duration timeout);

	/**
	 * How the worker fares.
	 * @return the vitals as of now
	 */
	WorkerVitals vitals();

	/**
	 * What is counted only when the Admiral asks.
	 * @return the figures as of now
	 */
	default DiscordFigures figures() {
		return DiscordFigures.NONE;
	}

	/**
	 * Is told how a task goes.
	 */
	interface Progress {

		/**
		 * The task does its work.
		 */
		void live();

		/**
		 * Something worth telling the Admiral at once has changed in the vitals.
		 */
		void changed();

		/**
		 * Something has become of the connection of a shard.
		 * @param shard the shard
		 * @param change what
		 * @param disconnect how the connection was closed, {@code null} if it was not
		 */
		void shardChanged(int shard, ShardReport.Change change, @Nullable Closing disconnect);

		/**
		 * The task has failed, and another try may help.
		 * @param cause the cause
		 */
		void failed(Throwable cause);

		/**
		 * Discord has refused the bot for good.
		 * @param message what was refused, and why
		 * @param action what the owner can do about it
		 */
		void refused(String message, String action);

		/**
		 * How a connection was closed.
		 *
		 * @param byDiscord whether Discord closed it
		 * @param code the code of its close frame, {@code null} if there was none
		 */
		record Closing(boolean byDiscord, @Nullable Integer code) {
		}

	}

}
