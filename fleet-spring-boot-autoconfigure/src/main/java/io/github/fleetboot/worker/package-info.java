/**
 * What runs in every worker JVM.
 */
@NullMarked
package io.github.fleetboot.worker;

import org.jspecify.annotations.NullMarked;
