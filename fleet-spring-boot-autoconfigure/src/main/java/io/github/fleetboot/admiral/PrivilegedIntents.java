package io.github.fleetboot.admiral;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The intents that must be switched on in Discord's portal before a bot may use them.
 *
 * @see <a href=
 * "https://discord.com/developers/docs/events/gateway#privileged-intents">Discord:
 * Privileged Intents</a>
 */
enum PrivilegedIntents {

	GUILD_PRESENCES("Presence Intent", 12),

	GUILD_MEMBERS("Server Members Intent", 14),

	MESSAGE_CONTENT("Message Content Intent", 18);

	private final String portalSwitch;

	private final int flagBit;

	PrivilegedIntents(String portalSwitch, int flagBit) {
		this.portalSwitch = portalSwitch;
		this.flagBit = flagBit;
	}

	/**
	 * Two flags tell that an intent is allowed: one for verified bots, and, next to it,
	 * one for those in few guilds.
	 */
	private boolean isAllowed(long applicationFlags) {
		return (applicationFlags & (0b11L << this.flagBit)) != 0;
	}

	/**
	 * Refuse intents that the application may not use.
	 * @param intents the names of the intents that were asked for
	 * @param applicationFlags the application's flags
	 * @throws FleetRefusedException if one of them is not switched on
	 */
	static void check(Collection<String> intents, long applicationFlags) {
		Set<String> wanted = Set.copyOf(intents);
		List<PrivilegedIntents> refused = List.of(values())
			.stream()
			.filter((intent) -> wanted.contains(intent.name()) && !intent.isAllowed(applicationFlags))
			.toList();
		if (!refused.isEmpty()) {
			throw new FleetRefusedException(
					"The bot asks for the privileged intents %s, which are not switched on; Discord would close the connection with 4014."
						.formatted(refused),
					"At https://discord.com/developers/applications, 'Bot', 'Privileged Gateway Intents', switch on %s; "
						.formatted(refused.stream().map((intent) -> "'" + intent.portalSwitch + "'").toList())
							+ "or remove them from fleet.discord.intents.");
		}
	}

}
