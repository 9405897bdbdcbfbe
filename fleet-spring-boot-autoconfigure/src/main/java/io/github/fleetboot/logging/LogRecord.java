package io.github.fleetboot.logging;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One line of a log, with all that belongs to it.
 *
 * @param timestamp when it was logged
 * @param level its level
 * @param logger the name of its logger
 * @param thread the name of the thread that logged it
 * @param message the formatted message
 * @param mdc the mapped diagnostic context
 * @param keyValues the key-values, in order; values are texts, numbers, truth values or
 * {@code null}
 * @param markers the names of the markers
 * @param throwable the exception, {@code null} if there is none
 * @since 0.1.0
 */
public record LogRecord(Instant timestamp, Level level, String logger, String thread, String message,
		Map<String, String> mdc, Map<String, @Nullable Object> keyValues, List<String> markers,
		@Nullable LoggedThrowable throwable) {

	public LogRecord {
		mdc = Map.copyOf(mdc);
		keyValues = Collections.unmodifiableMap(new LinkedHashMap<>(keyValues));
		markers = List.copyOf(markers);
	}

	/**
	 * A line with a message only.
	 * @param timestamp when it was logged
	 * @param level its level
	 * @param logger the name of its logger
	 * @param thread the name of the thread that logged it
	 * @param message the formatted message
	 */
	public LogRecord(Instant timestamp, Level level, String logger, String thread, String message) {
		this(timestamp, level, logger, thread, message, Map.of(), Map.of(), List.of(), null);
	}

	/**
	 * The same with key-values.
	 * @param values the key-values
	 * @return the record
	 */
	public LogRecord withKeyValues(Map<String, ? extends @Nullable Object> values) {
		return new LogRecord(this.timestamp, this.level, this.logger, this.thread, this.message, this.mdc,
				new LinkedHashMap<>(values), this.markers, this.throwable);
	}

}
