package io.github.fleetboot.test.discord.world;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the bot was denied. Used by the emulator's thread only.
 */
public final class Permissions {

	/**
	 * Each permission there is.
	 */
	static final long ALL = (1L << 53) - 1;

	private final Map<Long, Set<BotPermission>> denied = new HashMap<>();

	private final Set<Long> closedToMessages = new HashSet<>();

	/**
	 * Deny the bot something in a guild.
	 * @param guildId the guild
	 * @param permissions what it may no longer do
	 */
	public void deny(long guildId, Set<BotPermission> permissions) {
		this.denied.computeIfAbsent(guildId, (id) -> EnumSet.noneOf(BotPermission.class)).addAll(permissions);
	}

	/**
	 * Let the bot do all it was denied in a guild.
	 * @param guildId the guild
	 */
	public void restore(long guildId) {
		this.denied.remove(guildId);
	}

	/**
	 * Whether the bot may do something.
	 * @param guildId the guild
	 * @param permission what it wants to do
	 * @return {@code true} if so
	 */
	public boolean has(long guildId, BotPermission permission) {
		return !this.denied.getOrDefault(guildId, Set.of()).contains(permission);
	}

	/**
	 * All the bot may do, as Discord writes it.
	 * @param guildId the guild
	 * @return the bits, as a decimal number
	 */
	public String of(long guildId) {
		long bits = ALL;
		for (BotPermission permission : this.denied.getOrDefault(guildId, Set.of())) {
			bits &= ~permission.bit();
		}
		return Long.toString(bits);
	}

	/**
	 * Have a user take no direct messages.
	 * @param userId the user
	 */
	public void closeToMessages(long userId) {
		this.closedToMessages.add(userId);
	}

	/**
	 * Whether a user takes direct messages.
	 * @param userId the user
	 * @return {@code true} if so
	 */
	public boolean takesMessages(long userId) {
		return !this.closedToMessages.contains(userId);
	}

}
