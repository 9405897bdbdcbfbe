/**
 * An application as there are many, to which a fleet was added: it knows nothing of
 * fleets but for two annotations.
 */
package io.github.fleetboot.ordinary;
