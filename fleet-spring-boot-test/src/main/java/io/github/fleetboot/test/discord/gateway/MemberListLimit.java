package io.github.fleetboot.test.discord.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.world.EmulatorGuild;

/**
 * How often the bot may ask for all members of a guild, over all its sessions.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#rate-limited">Rate
 * Limited</a>
 */
final class MemberListLimit {

	private final long window;

	private final Map<Long, Long> lastOfGuild = new HashMap<>();

	MemberListLimit(Duration window) {
		this.window = window.toNanos();
	}

	/**
	 * Take a turn. One refused does not move the window.
	 * @return how many seconds it is too early, 0 if it is granted
	 */
	double take(EmulatorGuild guild, long now) {
		Long last = this.lastOfGuild.get(guild.id());
		if (last != null && now - last < this.window) {
			return (last + this.window - now) / (double) TimeUnit.SECONDS.toNanos(1);
		}
		this.lastOfGuild.put(guild.id(), now);
		return 0;
	}

}
