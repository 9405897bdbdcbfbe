/**
 * The IPC transport over a Unix domain socket or loopback TCP.
 */
@NullMarked
package io.github.fleetboot.ipc.socket;

import org.jspecify.annotations.NullMarked;
