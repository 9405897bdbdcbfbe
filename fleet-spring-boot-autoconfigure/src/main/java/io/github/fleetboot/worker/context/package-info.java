/**
 * Makes the application context of a worker hold the beans of its role, what they need,
 * and nothing else.
 */
@NullMarked
package io.github.fleetboot.worker.context;

import org.jspecify.annotations.NullMarked;
