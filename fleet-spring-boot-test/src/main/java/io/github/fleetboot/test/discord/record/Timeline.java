package io.github.fleetboot.test.discord.record;

/**
 * Tells the wall-clock time of a monotonic one, so that a single number has to be kept.
 */
final class Timeline {

	private final Moment start = Moment.now();

	Moment at(long nanos) {
		return new Moment(nanos, this.start.instant().plusNanos(nanos - this.start.nanos()));
	}

}
