package io.github.fleetboot.gateway.identify;

/**
 * What {@code GET /gateway/bot} tells.
 *
 * @param url where sessions are started
 * @param shards the number of shards that Discord recommends
 * @param limit how many sessions may be started
 * @see <a href=
 * "https://discord.com/developers/docs/events/gateway#get-gateway-bot">Discord: Get
 * Gateway Bot</a>
 */
public record GatewayInfo(String url, int shards, SessionStartLimit limit) {
}
