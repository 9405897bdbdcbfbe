package io.github.fleetboot.test.discord.gateway.fault;

import io.github.fleetboot.test.discord.gateway.GatewaySession;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Shard;
import org.jspecify.annotations.Nullable;

/**
 * Whom a fault strikes.
 *
 * @param sessionId one session, {@code null} for any
 * @param shard one shard's id, -1 for any
 * @param shards sessions with that number of shards, 0 for any
 * @param guild sessions that have the guild, {@code null} for any
 * @param percent how many of them, 100 for all
 */
public record Selection(@Nullable String sessionId, int shard, int shards, @Nullable EmulatorGuild guild, int percent) {

	/**
	 * Everybody.
	 */
	public static final Selection ALL = new Selection(null, -1, 0, null, 100);

	/**
	 * One session.
	 * @param sessionId the session's id
	 * @return the selection
	 */
	public static Selection session(String sessionId) {
		return new Selection(sessionId, -1, 0, null, 100);
	}

	/**
	 * All sessions of a shard.
	 * @param shard the shard's id
	 * @return the selection
	 */
	public static Selection shard(int shard) {
		return new Selection(null, shard, 0, null, 100);
	}

	/**
	 * All sessions that have a guild.
	 * @param guild the guild
	 * @return the selection
	 */
	public static Selection guild(EmulatorGuild guild) {
		return new Selection(null, -1, 0, guild, 100);
	}

	/**
	 * Narrow to one fleet.
	 * @param shards its number of shards
	 * @return the selection
	 */
	public Selection ofShards(int shards) {
		return new Selection(this.sessionId, this.shard, shards, this.guild, this.percent);
	}

	/**
	 * Narrow to some of them.
	 * @param percent how many
	 * @return the selection
	 */
	public Selection percent(int percent) {
		if (percent < 1 || percent > 100) {
			throw new IllegalArgumentException("percent is " + percent + ", but must be from 1 to 100");
		}
		return new Selection(this.sessionId, this.shard, this.shards, this.guild, percent);
	}

	/**
	 * Whether a session is among them, the percentage left aside.
	 */
	boolean matches(Shard shard, @Nullable GatewaySession session) {
		return (this.sessionId == null || (session != null && session.id().equals(this.sessionId)))
				&& (this.shard < 0 || this.shard == shard.id()) && (this.shards == 0 || this.shards == shard.count())
				&& (this.guild == null || this.guild.shard(shard.count()) == shard.id());
	}

	/**
	 * Whether something of a guild is meant.
	 */
	boolean includes(long guildId) {
		return this.guild == null || this.guild.id() == guildId;
	}

}
