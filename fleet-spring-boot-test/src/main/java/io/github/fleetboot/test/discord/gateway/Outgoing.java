package io.github.fleetboot.test.discord.gateway;

import io.github.fleetboot.test.discord.world.EventBody;

/**
 * A dispatch on its way to a session, not numbered yet.
 *
 * @param session the session
 * @param guild the id of the guild it belongs to, 0 if to none
 * @param type its type, such as {@code MESSAGE_CREATE}
 * @param subject the id of what it is about
 * @param body its body
 * @param written whether it goes to the client at once; else it is only kept for a resume
 */
public record Outgoing(GatewaySession session, long guild, String type, long subject, EventBody body, boolean written) {

	Outgoing(GatewaySession session, long guild, String type, long subject, EventBody body) {
		this(session, guild, type, subject, body, true);
	}

	/**
	 * The same dispatch in other words.
	 * @param body the body
	 * @return the dispatch
	 */
	public Outgoing with(EventBody body) {
		return new Outgoing(this.session, this.guild, this.type, this.subject, body, this.written);
	}

	/**
	 * The same dispatch, kept from the client.
	 * @return the dispatch
	 */
	public Outgoing unwritten() {
		return new Outgoing(this.session, this.guild, this.type, this.subject, this.body, false);
	}

	/**
	 * Whether it tells of the session itself, so its place must not change.
	 * @return {@code true} for READY and RESUMED
	 */
	public boolean frames() {
		return this.type.equals("READY") || this.type.equals("RESUMED");
	}

}
