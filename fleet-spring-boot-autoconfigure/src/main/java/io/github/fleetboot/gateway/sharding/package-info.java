/**
 * Which shards there are and which cluster runs them: pure arithmetic.
 */
@NullMarked
package io.github.fleetboot.gateway.sharding;

import org.jspecify.annotations.NullMarked;
