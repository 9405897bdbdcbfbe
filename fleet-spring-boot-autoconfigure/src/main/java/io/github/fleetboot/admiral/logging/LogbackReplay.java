package io.github.fleetboot.admiral.logging;

import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LoggedThrowable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

/**
 * Hands Logback's appenders an event that is as it was in the worker, with the worker in
 * the mapped diagnostic context. A level that the Admiral has for the worker's logger, or
 * for the original one or a package it is in, quietens it; the root's does not, since the
 * worker has asked its own.
 */
final class LogbackReplay implements RecordReplay {

	private final BasicMarkerFactory markers = new BasicMarkerFactory();

	private final LoggerContext context;

	private final boolean nested;

	/**
	 * Create a replay.
	 * @param context takes the events
	 * @param nested whether keys with dots become objects
	 */
	LogbackReplay(LoggerContext context, boolean nested) {
		this.context = context;
		this.nested = nested;
	}

	static boolean isPossible() {
		return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
	}

	static RecordReplay current(boolean nested) {
		return new LogbackReplay((LoggerContext) LoggerFactory.getILoggerFactory(), nested);
	}

	@Override
	public void replay(WorkerId worker, LogRecord record) {
		Level level = Level.convertAnSLF4JLevel(record.level());
		if (admits(LOGGER_PREFIX + worker, level) && admits(record.logger(), level)) {
			this.context.getLogger(record.logger()).callAppenders(event(worker, record, level));
		}
	}

	private boolean admits(String name, Level level) {
		for (String it = name; !it.isEmpty(); it = it.substring(0, Math.max(0, it.lastIndexOf('.')))) {
			Logger logger = this.context.exists(it);
			if (logger != null && logger.getLevel() != null && !it.equals(Logger.ROOT_LOGGER_NAME)) {
				return level.isGreaterOrEqual(logger.getLevel());
			}
		}
		return true;
	}

	private LoggingEvent event(WorkerId worker, LogRecord record, Level level) {
		LoggingEvent event = new LoggingEvent();
		event.setLoggerContext(this.context);
		event.setLoggerContextRemoteView(this.context.getLoggerContextRemoteView());
		event.setInstant(record.timestamp());
		event.setLevel(level);
		event.setLoggerName(record.logger());
		event.setThreadName(record.thread());
		event.setMessage(record.message());
		Map<String, String> mdc = new HashMap<>(record.mdc());
		mdc.put(SOURCE, worker.toString());
		event.setMDCPropertyMap(this.nested ? withoutAmbiguity(mdc) : mdc);
		record.keyValues().forEach((key, value) -> event.addKeyValuePair(new KeyValuePair(key, value)));
		record.markers().forEach((name) -> event.addMarker(this.markers.getDetachedMarker(name)));
		LoggedThrowable throwable = record.throwable();
		if (throwable != null) {
			event.setThrowableProxy(new ForeignThrowableProxy(ForeignThrowable.of(throwable)));
		}
		return event;
	}

	/**
	 * JDA's contexts have {@code jda.shard} beside {@code jda.shard.id}. What would be a
	 * value and an object at once, which Spring Boot refuses to write, moves into the
	 * object.
	 */
	private static Map<String, String> withoutAmbiguity(Map<String, String> mdc) {
		Map<String, String> result = new HashMap<>();
		mdc.forEach((key, value) -> {
			boolean object = mdc.keySet().stream().anyMatch((other) -> other.startsWith(key + "."));
			result.put(object ? key + ".value" : key, value);
		});
		return result;
	}

}
