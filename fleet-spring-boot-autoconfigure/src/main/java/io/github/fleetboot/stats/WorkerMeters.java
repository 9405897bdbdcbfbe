package io.github.fleetboot.stats;

import java.util.List;

/**
 * The meters of one worker, as of one moment.
 *
 * @param samples one for each series
 * @param leftOut how many series there are beyond those, since they are too many or too
 * long
 */
public record WorkerMeters(List<MeterSample> samples, long leftOut) {

	/**
	 * Nothing is measured.
	 */
	public static final WorkerMeters NONE = new WorkerMeters(List.of(), 0);

	public WorkerMeters {
		samples = List.copyOf(samples);
	}

}
