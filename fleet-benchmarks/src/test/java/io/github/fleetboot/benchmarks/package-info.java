/**
 * The fleet beside other systems of its kind, in one run.
 */
package io.github.fleetboot.benchmarks;
