package io.github.fleetboot.test.discord;

import java.time.Duration;

/**
 * What Discord does by itself, told as what {@link Person people} do is:
 *
 * <pre>{@code
 * discord.itself().restartsShard(3);
 * discord.user("ann").in(7).says("!ping").awaitReply();
 * }</pre>
 *
 * The words for what happens often; {@link DiscordEmulator#fail()} has all that can
 * happen. May be used from any thread.
 *
 * @since 0.1.0
 */
public final class DiscordItself {

	private static final Duration GRACE = Duration.ofSeconds(1);

	private final DiscordFaults faults;

	DiscordItself(DiscordFaults faults) {
		this.faults = faults;
	}

	/**
	 * Ask all sessions of a shard to reconnect, and reset those connections that are
	 * still there a second later. The sessions can be resumed.
	 * @param shard the shard's id
	 * @return how many sessions were asked
	 */
	public int restartsShard(int shard) {
		return this.faults.shard(shard).restart(GRACE);
	}

	/**
	 * Do so with all shards, as when Discord deploys.
	 * @return how many sessions were asked
	 */
	public int restartsAllShards() {
		return this.faults.everySession().restart(GRACE);
	}

	/**
	 * Forget the sessions of a shard: they are told so, and cannot be resumed.
	 * @param shard the shard's id
	 * @return how many sessions there were
	 */
	public int forgetsShard(int shard) {
		return this.faults.shard(shard).invalidate(false);
	}

	/**
	 * Make a guild unavailable until the fault is cancelled.
	 * @param guildIndexOrId the guild's index, from 0, or its id
	 * @return the outage
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public OngoingFault losesGuild(long guildIndexOrId) {
		return this.faults.guild(guildIndexOrId).outage();
	}

	/**
	 * Be away for a while: connections are reset, new ones too, and REST answers 503.
	 * @param time how long
	 */
	public void isDownFor(Duration time) {
		this.faults.connections().during(time).reset();
		this.faults.everySession().reset();
		this.faults.rest().lasting(time).status(503);
	}

	/**
	 * Reset the bot's token: its sessions are over, and REST refuses it.
	 * @return the new token
	 */
	public String resetsTheToken() {
		return this.faults.resetToken();
	}

}
