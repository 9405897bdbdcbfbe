/**
 * What runs in a cluster: JDA over the range of shards it was given.
 */
@NullMarked
package io.github.fleetboot.worker.jda;

import org.jspecify.annotations.NullMarked;
