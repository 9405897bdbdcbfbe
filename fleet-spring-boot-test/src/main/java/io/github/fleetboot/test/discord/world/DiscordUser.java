package io.github.fleetboot.test.discord.world;

import tools.jackson.databind.node.ObjectNode;

/**
 * A user or the bot, as Discord describes them.
 */
public record DiscordUser(long id, String name, boolean bot) {

	private static final String JOINED = "2024-01-01T00:00:00.000000+00:00";

	public ObjectNode json() {
		ObjectNode user = Json.object();
		user.put("id", Json.id(this.id)).put("username", this.name);
		user.put("discriminator", this.bot ? "0001" : "0").putNull("avatar").putNull("global_name");
		user.put("public_flags", 0).put("flags", 0).putNull("primary_guild");
		if (this.bot) {
			user.put("bot", true);
		}
		return user;
	}

	/**
	 * The bot about itself.
	 */
	public ObjectNode selfJson() {
		ObjectNode user = json();
		user.put("mfa_enabled", false).put("verified", true).putNull("email").put("locale", "en-US");
		return user;
	}

	public ObjectNode memberJson() {
		ObjectNode member = partialMemberJson();
		member.set("user", json());
		return member;
	}

	/**
	 * The member of a message, whose user is the message's author.
	 */
	public ObjectNode partialMemberJson() {
		ObjectNode member = Json.object();
		member.putNull("nick").putNull("avatar").putNull("banner");
		member.putArray("roles");
		member.put("joined_at", JOINED).putNull("premium_since");
		member.put("deaf", false).put("mute", false).put("pending", false).put("flags", 0);
		member.putNull("communication_disabled_until");
		return member;
	}

}
