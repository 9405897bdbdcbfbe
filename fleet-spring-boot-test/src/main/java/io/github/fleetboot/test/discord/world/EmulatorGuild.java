package io.github.fleetboot.test.discord.world;

/**
 * A guild of the emulator. Guilds are made up from their index, the same in every run.
 *
 * @param index the guild's place, from 0
 * @param id the guild's id
 * @param channelId the id of its text channel
 * @param memberCount how many members it has, the bot included
 * @since 0.1.0
 */
public record EmulatorGuild(int index, long id, long channelId, int memberCount) {

	private static final int GUILD = 1;

	private static final int TEXT_CHANNEL = 2;

	private static final int VOICE_CHANNEL = 3;

	private static final int ROLE = 4;

	private static final int FURTHER_TEXT_CHANNELS = 15;

	private static final int FIRST_MEMBER = 1024;

	public static EmulatorGuild at(int index, int memberCount) {
		return new EmulatorGuild(index, Snowflakes.fixed(index + 1L, GUILD), Snowflakes.fixed(index + 1L, TEXT_CHANNEL),
				memberCount);
	}

	/**
	 * The shard this guild is on.
	 * @param shards the number of shards
	 * @return the shard's id, from 0
	 */
	public int shard(int shards) {
		return Snowflakes.shard(this.id, shards);
	}

	/**
	 * The user id of a member.
	 * @param member the member's place, from 0; the bot is not counted
	 * @return the id
	 */
	public long memberId(int member) {
		return Snowflakes.fixed(this.index + 1L, FIRST_MEMBER + member);
	}

	/**
	 * The place of a member that is made up.
	 * @return the place, negative if the id is none of this guild's
	 */
	int placeOf(long userId) {
		return (Snowflakes.slot(userId) == this.index + 1L) ? Snowflakes.low(userId) - FIRST_MEMBER : -1;
	}

	/**
	 * The id of a text channel that is made up.
	 * @param channel the channel's place, from 0
	 */
	long channelId(int channel) {
		return (channel == 0) ? this.channelId : Snowflakes.fixed(this.index + 1L, FURTHER_TEXT_CHANNELS + channel);
	}

	public long voiceChannelId() {
		return Snowflakes.fixed(this.index + 1L, VOICE_CHANNEL);
	}

	public long roleId() {
		return Snowflakes.fixed(this.index + 1L, ROLE);
	}

	public DiscordUser member(int member) {
		return new DiscordUser(memberId(member), "member" + this.index + "_" + member, false);
	}

}
