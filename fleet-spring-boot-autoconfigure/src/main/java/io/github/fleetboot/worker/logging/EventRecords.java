package io.github.fleetboot.worker.logging;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LoggedThrowable;
import io.github.fleetboot.logging.LoggedThrowable.Frame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * Makes records of Logback's events. What is too long is cut.
 */
final class EventRecords {

	static final int MAX_MESSAGE = 32 * 1024;

	private static final int MAX_VALUE = 4 * 1024;

	private static final int MAX_FRAMES = 200;

	private static final int MAX_DEPTH = 8;

	private static final int MAX_SUPPRESSED = 8;

	private EventRecords() {
	}

	static Level level(ILoggingEvent event) {
		int level = event.getLevel().levelInt;
		if (level >= ch.qos.logback.classic.Level.ERROR_INT) {
			return Level.ERROR;
		}
		if (level >= ch.qos.logback.classic.Level.WARN_INT) {
			return Level.WARN;
		}
		if (level >= ch.qos.logback.classic.Level.INFO_INT) {
			return Level.INFO;
		}
		return (level >= ch.qos.logback.classic.Level.DEBUG_INT) ? Level.DEBUG : Level.TRACE;
	}

	/**
	 * The formatted message, of which the event keeps the text.
	 */
	static String message(ILoggingEvent event) {
		return String.valueOf(event.getFormattedMessage());
	}

	/**
	 * About how many bytes an event takes.
	 */
	static int weight(ILoggingEvent event) {
		int weight = 200 + message(event).length() + 80 * event.getMDCPropertyMap().size();
		int depth = 0;
		for (IThrowableProxy it = event.getThrowableProxy(); it != null && depth < MAX_DEPTH; it = it.getCause()) {
			weight += 200 + 80 * frames(it);
			depth++;
		}
		return weight;
	}

	private static int frames(IThrowableProxy throwable) {
		return throwable.getStackTraceElementProxyArray().length - throwable.getCommonFrames();
	}

	static LogRecord record(ILoggingEvent event) {
		Map<String, String> mdc = new LinkedHashMap<>();
		event.getMDCPropertyMap().forEach((key, value) -> {
			if (key != null && value != null) {
				mdc.put(key, cut(value, MAX_VALUE));
			}
		});
		IThrowableProxy throwable = event.getThrowableProxy();
		return new LogRecord(event.getInstant(), level(event), event.getLoggerName(), event.getThreadName(),
				cut(message(event), MAX_MESSAGE), mdc, keyValues(event.getKeyValuePairs()),
				markers(event.getMarkerList()), (throwable != null) ? throwable(throwable, 0) : null);
	}

	private static Map<String, @Nullable Object> keyValues(@Nullable List<KeyValuePair> pairs) {
		if (pairs == null) {
			return Map.of();
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		pairs.forEach((pair) -> values.put(pair.key, value(pair.value)));
		return values;
	}

	/**
	 * Numbers and truth values stay what they are.
	 */
	private static @Nullable Object value(@Nullable Object value) {
		boolean plain = value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long
				|| value instanceof Short || value instanceof Byte || value instanceof Double || value instanceof Float
				|| value instanceof BigInteger || value instanceof BigDecimal;
		return plain ? value : cut(String.valueOf(value), MAX_VALUE);
	}

	private static List<String> markers(@Nullable List<Marker> markers) {
		return (markers != null) ? markers.stream().map(Marker::getName).toList() : List.of();
	}

	private static LoggedThrowable throwable(IThrowableProxy proxy, int depth) {
		List<Frame> frames = new ArrayList<>();
		int own = frames(proxy);
		for (int i = 0; i < Math.min(own, MAX_FRAMES); i++) {
			frames.add(Frame.of(proxy.getStackTraceElementProxyArray()[i].getStackTraceElement()));
		}
		List<LoggedThrowable> suppressed = new ArrayList<>();
		for (IThrowableProxy it : proxy.getSuppressed()) {
			if (suppressed.size() < MAX_SUPPRESSED && isTold(it, depth)) {
				suppressed.add(throwable(it, depth + 1));
			}
		}
		IThrowableProxy cause = proxy.getCause();
		String message = proxy.getMessage();
		return new LoggedThrowable(proxy.getClassName(), (message != null) ? cut(message, MAX_MESSAGE) : null, frames,
				proxy.getCommonFrames(), (cause != null && isTold(cause, depth)) ? throwable(cause, depth + 1) : null,
				suppressed);
	}

	private static boolean isTold(IThrowableProxy inner, int depth) {
		return depth < MAX_DEPTH && !inner.isCyclic();
	}

	private static String cut(String text, int length) {
		return (text.length() <= length) ? text
				: text.substring(0, length) + "… (" + (text.length() - length) + " more characters)";
	}

}
