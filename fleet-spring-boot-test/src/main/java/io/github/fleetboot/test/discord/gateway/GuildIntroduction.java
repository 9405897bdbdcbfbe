package io.github.fleetboot.test.discord.gateway;

import java.util.function.Supplier;

import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.GuildContents;
import io.github.fleetboot.test.discord.world.GuildPayload;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a session is told of a guild it meets: members are only listed for sessions that
 * see presences, and only in guilds of a certain size.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#guild-create">Guild
 * Create</a>
 */
final class GuildIntroduction {

	private static final int MAX_LISTED = 75_000;

	private GuildIntroduction() {
	}

	/**
	 * The body of a GUILD_CREATE, written when it is sent.
	 */
	static EventBody of(Supplier<GuildContents> guild, int intents, int largeThreshold, boolean eager,
			Supplier<@Nullable ObjectNode> botVoice) {
		return () -> write(guild.get(), intents, largeThreshold, eager, botVoice.get());
	}

	private static byte[] write(GuildContents contents, int intents, int largeThreshold, boolean eager,
			@Nullable ObjectNode botVoice) {
		boolean presences = Intents.has(intents, Intents.GUILD_PRESENCES);
		boolean listed = (presences || (eager && Intents.has(intents, Intents.GUILD_MEMBERS)))
				&& contents.memberCount() <= MAX_LISTED;
		int members = !listed ? 0 : eager ? contents.memberCount() : largeThreshold;
		ObjectNode guild = GuildPayload.create(contents, members, presences && listed, largeThreshold);
		if (!Intents.has(intents, Intents.GUILD_VOICE_STATES)) {
			guild.putArray("voice_states");
		}
		else if (botVoice != null) {
			guild.withArray("voice_states").add(botVoice);
		}
		return Json.bytes(guild);
	}

}
