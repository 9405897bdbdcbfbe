package io.github.fleetboot.protocol;

/**
 * A member asks a cluster for an entity in its cache.
 *
 * @param guildId the guild that it belongs to, 0 if that is not known
 * @param id the snowflake of the entity
 */
public record CacheRequest(long guildId, long id) {
}
