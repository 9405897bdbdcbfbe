/**
 * Who may send IDENTIFY, and when: leases per concurrency bucket, and the daily budget.
 */
@NullMarked
package io.github.fleetboot.gateway.identify;

import org.jspecify.annotations.NullMarked;
