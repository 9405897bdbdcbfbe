package io.github.fleetboot;

/**
 * Something that happened in the fleet. Published as a Spring application event in the
 * Admiral and, with {@code fleet.events.broadcast}, in every worker that is connected.
 * Listen with {@code @EventListener}, to one type or to this one for all of them. In each
 * JVM the events come one after another, in the order in which they happened, on a thread
 * of their own: a listener that blocks delays the next event and nothing else.
 *
 * @since 0.1.0
 */
public interface FleetEvent {

}
