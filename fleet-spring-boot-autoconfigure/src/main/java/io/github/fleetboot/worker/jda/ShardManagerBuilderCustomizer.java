package io.github.fleetboot.worker.jda;

import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;

/**
 * Changes how JDA is built in each cluster: for what {@code fleet.discord.*} has no
 * property for. Beans of this type are applied in their order, after the properties, and
 * before what belongs to the fleet: shard range, session controller, and REST address.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ShardManagerBuilderCustomizer {

	/**
	 * Change the builder.
	 * @param builder the builder
	 */
	void customize(DefaultShardManagerBuilder builder);

}
