package io.github.fleetboot.test.discord.world;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member of a guild.
 *
 * @param user who it is
 * @param nick the name in this guild, {@code null} if there is none
 * @param roles the roles' ids, without the one everyone has
 * @see <a href=
 * "https://docs.discord.com/developers/resources/guild#guild-member-object">Guild
 * Member</a>
 */
public record Member(DiscordUser user, @Nullable String nick, List<Long> roles) {

	static Member of(DiscordUser user) {
		return new Member(user, null, List.of());
	}

	/**
	 * The member with its user.
	 * @return the JSON
	 */
	public ObjectNode json() {
		ObjectNode member = partialJson();
		member.set("user", this.user.json());
		return member;
	}

	/**
	 * The member of a message, whose user is the message's author.
	 * @return the JSON
	 */
	public ObjectNode partialJson() {
		ObjectNode member = this.user.partialMemberJson();
		if (this.nick != null) {
			member.put("nick", this.nick);
		}
		ArrayNode roles = member.putArray("roles");
		this.roles.forEach((role) -> roles.add(Json.id(role)));
		return member;
	}

}
