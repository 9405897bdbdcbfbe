package io.github.fleetboot.worker.metrics;

import java.util.Map;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import org.jspecify.annotations.Nullable;

/**
 * Describes the meters that are made of the observations of messages, since observations
 * themselves have no description.
 */
public final class IpcMeterDescriptions implements MeterFilter {

	private static final Map<String, String> DESCRIPTIONS = Map.of("fleet.ipc.send",
			"Messages and requests that were sent, until they were answered", "fleet.ipc.send.active",
			"Messages and requests that are not answered yet", "fleet.ipc.receive",
			"Messages and requests that were handled", "fleet.ipc.receive.active",
			"Messages and requests that are being handled");

	@Override
	public Meter.Id map(Meter.Id id) {
		String description = DESCRIPTIONS.get(id.getName());
		return (description != null && isBlank(id.getDescription())) ? new Meter.Id(id.getName(),
				Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), description, id.getType()) : id;
	}

	private static boolean isBlank(@Nullable String text) {
		return text == null || text.isBlank();
	}

}
