package io.github.fleetboot.test.discord.world;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a member is seen doing.
 *
 * @param status whether the member is there
 * @param game what the member plays, {@code null} for nothing
 */
public record Presence(OnlineStatus status, @Nullable String game) {

	/**
	 * The presence of a member that is made up, the same in every run.
	 */
	static Presence madeUp(int guild, int member) {
		OnlineStatus[] all = OnlineStatus.values();
		OnlineStatus status = all[Math.floorMod(guild + member, all.length)];
		return new Presence(status, (status == OnlineStatus.ONLINE) ? "game " + member % 10 : null);
	}

	/**
	 * The presence as an event tells it.
	 * @param userId the member
	 * @param guildId the guild
	 * @return the JSON
	 */
	public ObjectNode json(long userId, long guildId) {
		ObjectNode json = Json.object();
		json.putObject("user").put("id", Json.id(userId));
		json.put("guild_id", Json.id(guildId)).put("status", this.status.json());
		ObjectNode clients = json.putObject("client_status");
		if (this.status != OnlineStatus.OFFLINE) {
			clients.put("desktop", this.status.json());
		}
		if (this.game == null) {
			json.putArray("activities");
		}
		else {
			json.putArray("activities")
				.addObject()
				.put("id", "game")
				.put("name", this.game)
				.put("type", 0)
				.put("created_at", 1704067200000L);
		}
		return json;
	}

}
