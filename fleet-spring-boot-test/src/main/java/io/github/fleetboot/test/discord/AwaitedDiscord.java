package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;
import io.github.fleetboot.test.discord.world.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a test can see of an emulator, and wait for. May be used from any thread.
 *
 * @since 0.1.0
 */
public abstract sealed class AwaitedDiscord permits DiscordEmulator {

	final Engine engine;

	AwaitedDiscord(Engine engine) {
		this.engine = engine;
	}

	/**
	 * What happened so far.
	 * @return the record
	 */
	public DiscordRecord record() {
		return this.engine.record();
	}

	/**
	 * How long tests wait for the bot where they do not say how long.
	 * @return the time
	 */
	public Duration patience() {
		return this.engine.settings().patience;
	}

	/**
	 * Wait until the bot is there, as long as the emulator is
	 * {@link DiscordEmulatorBuilder#patience(Duration) patient}.
	 * @return the sessions served
	 * @throws EmulatorTimeoutException if it was not in time
	 * @see #awaitReady(Duration)
	 */
	public List<DiscordRecord.Session> awaitReady() {
		return awaitReady(this.engine.settings().patience);
	}

	/**
	 * Wait until the bot is there: all of its shards, whatever their number, are
	 * connected and told of their guilds.
	 * @param timeout how long to wait at most
	 * @return the sessions served
	 * @throws EmulatorTimeoutException if it was not in time
	 */
	public List<DiscordRecord.Session> awaitReady(Duration timeout) {
		return this.engine.<List<DiscordRecord.Session>>await("all shards", timeout, () -> {
			List<DiscordRecord.Session> serving = serving();
			return Shards.areComplete(serving) ? serving : null;
		});
	}

	/**
	 * Wait until so many sessions are served: connected, and told of all their guilds.
	 * @param count how many at least
	 * @param timeout how long to wait at most
	 * @return the sessions served
	 * @throws EmulatorTimeoutException if there were too few in time
	 */
	public List<DiscordRecord.Session> awaitSessions(int count, Duration timeout) {
		return this.engine.<List<DiscordRecord.Session>>await(count + " sessions", timeout, () -> {
			List<DiscordRecord.Session> serving = serving();
			return (serving.size() >= count) ? serving : null;
		});
	}

	/**
	 * Wait until a REST request was answered.
	 * @param wanted tells the request; must not block
	 * @param timeout how long to wait at most
	 * @return the first such request since the start
	 * @throws EmulatorTimeoutException if there was none in time
	 */
	public DiscordRecord.Request awaitRequest(Predicate<DiscordRecord.Request> wanted, Duration timeout) {
		return this.engine.<DiscordRecord.Request>await("a certain request", timeout,
				() -> record().requestsSoFar().stream().filter(wanted).findFirst().orElse(null));
	}

	/**
	 * Wait until the record shows something.
	 * @param what what it is, for the exception
	 * @param shown whether it shows; is asked again after each change, must not block
	 * @param timeout how long to wait at most
	 * @throws EmulatorTimeoutException if it did not in time
	 */
	public void awaitRecord(String what, Predicate<DiscordRecord> shown, Duration timeout) {
		this.engine.<DiscordRecord>await(what, timeout, () -> shown.test(record()) ? record() : null);
	}

	/**
	 * Wait until a slash command is registered, globally or for the guild.
	 * @param guildIndexOrId the guild in which it is to be called
	 * @param name the command's name
	 * @param timeout how long to wait at most
	 * @return the command's id
	 * @throws EmulatorTimeoutException if it was not in time
	 */
	public long awaitCommand(long guildIndexOrId, String name, Duration timeout) {
		long guild = this.engine.world().guild(guildIndexOrId).id();
		ObjectNode command = this.engine.<ObjectNode>await("the command /" + name, timeout,
				() -> this.engine.commands().find(guild, name));
		return Json.snowflake(command.get("id"));
	}

	private List<DiscordRecord.Session> serving() {
		return record().sessionsSoFar().stream().filter(DiscordRecord.Session::isServing).toList();
	}

}
