/**
 * Messages between the JVMs of a fleet: template, destinations, failures and annotated
 * handlers.
 */
@NullMarked
package io.github.fleetboot.ipc;

import org.jspecify.annotations.NullMarked;
