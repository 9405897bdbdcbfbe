package io.github.fleetboot.worker.jda;

import java.util.Set;
import java.util.stream.Collectors;

import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;

/**
 * Discord's ways to refuse a bot for good.
 *
 * @param message what was refused, and why
 * @param action what the owner can do about it
 * @see <a href=
 * "https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes">Discord:
 * Gateway Close Event Codes</a>
 */
record DiscordRefusal(String message, String action) {

	static DiscordRefusal wrongToken() {
		return new DiscordRefusal("Discord refused the bot's token.",
				"Set fleet.discord.token to the token shown at https://discord.com/developers/applications "
						+ "under 'Bot'; if it was reset, the former one is void.");
	}

	/**
	 * Read a close code.
	 * @param code the close code of the gateway
	 * @param intents the intents that were asked for
	 * @return the refusal, {@code null} if another try may succeed
	 */
	static @Nullable DiscordRefusal of(int code, Set<GatewayIntent> intents) {
		return switch (code) {
			case 4004 -> wrongToken();
			case 4010,
					4011 ->
				new DiscordRefusal("Discord refused the shards (close code %d).".formatted(code),
						"Set fleet.sharding.total to auto; a large bot needs a multiple of the number that Discord "
								+ "recommends.");
			case 4012 -> new DiscordRefusal("Discord no longer serves this version of its gateway (close code 4012).",
					"Use a newer release of JDA.");
			case 4013 -> new DiscordRefusal("Discord does not know one of the intents (close code 4013).",
					"Check fleet.discord.intents and every ShardManagerBuilderCustomizer.");
			case 4014 -> new DiscordRefusal(
					"Discord refused the privileged intents of this bot (close code 4014); it asked for "
							+ privileged(intents) + ".",
					"Switch them on at https://discord.com/developers/applications under 'Bot', "
							+ "'Privileged Gateway Intents', or remove them from fleet.discord.intents.");
			default -> null;
		};
	}

	private static String privileged(Set<GatewayIntent> intents) {
		return intents.stream()
			.map(DiscordRefusal::portalSwitch)
			.filter((name) -> !name.isEmpty())
			.sorted()
			.collect(Collectors.joining(" and "));
	}

	private static String portalSwitch(GatewayIntent intent) {
		return switch (intent) {
			case GUILD_MEMBERS -> "GUILD_MEMBERS ('Server Members Intent')";
			case GUILD_PRESENCES -> "GUILD_PRESENCES ('Presence Intent')";
			case MESSAGE_CONTENT -> "MESSAGE_CONTENT ('Message Content Intent')";
			default -> "";
		};
	}

}
