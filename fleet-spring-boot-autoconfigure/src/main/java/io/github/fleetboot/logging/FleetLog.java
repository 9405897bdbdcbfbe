package io.github.fleetboot.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs what the fleet does, each line with its {@linkplain LogTopic topic} as the
 * key-value {@value #TOPIC}. Lines below {@code WARN} whose topic is
 * {@linkplain #use(TopicFilter) filtered} are left out. Messages and arguments are as in
 * {@link Logger}: a throwable as the last argument is logged with its stack trace.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class FleetLog {

	/**
	 * The key of the topic among a line's key-values.
	 */
	public static final String TOPIC = "fleet.topic";

	private static volatile TopicFilter filter = TopicFilter.ALL;

	private final Logger logger;

	private FleetLog(Logger logger) {
		this.logger = logger;
	}

	/**
	 * The log of a class.
	 * @param type the class, whose name the logger has
	 * @return the log
	 */
	public static FleetLog of(Class<?> type) {
		return new FleetLog(LoggerFactory.getLogger(type));
	}

	/**
	 * Filter topics from now on, in the whole JVM.
	 * @param topics which topics are logged
	 */
	public static void use(TopicFilter topics) {
		filter = topics;
	}

	/**
	 * Log with level {@code DEBUG}.
	 * @param topic what it is about
	 * @param message the message, with {@code {}} for each argument
	 * @param arguments the arguments
	 */
	public void debug(LogTopic topic, String message, @Nullable Object... arguments) {
		log(Level.DEBUG, topic, message, arguments);
	}

	/**
	 * Log with level {@code INFO}.
	 * @param topic what it is about
	 * @param message the message, with {@code {}} for each argument
	 * @param arguments the arguments
	 */
	public void info(LogTopic topic, String message, @Nullable Object... arguments) {
		log(Level.INFO, topic, message, arguments);
	}

	/**
	 * Log with level {@code WARN}, whatever the filter says.
	 * @param topic what it is about
	 * @param message the message, with {@code {}} for each argument
	 * @param arguments the arguments
	 */
	public void warn(LogTopic topic, String message, @Nullable Object... arguments) {
		log(Level.WARN, topic, message, arguments);
	}

	/**
	 * Log with level {@code ERROR}, whatever the filter says.
	 * @param topic what it is about
	 * @param message the message, with {@code {}} for each argument
	 * @param arguments the arguments
	 */
	public void error(LogTopic topic, String message, @Nullable Object... arguments) {
		log(Level.ERROR, topic, message, arguments);
	}

	/**
	 * Whether a line of a topic would be logged.
	 * @param level its level
	 * @param topic its topic
	 * @return {@code true} if neither its level nor its topic is switched off
	 */
	public boolean isEnabled(Level level, LogTopic topic) {
		boolean heard = level.toInt() >= Level.WARN.toInt() || filter.passes(topic);
		return heard && this.logger.isEnabledForLevel(level);
	}

	private void log(Level level, LogTopic topic, String message, @Nullable Object... arguments) {
		if (isEnabled(level, topic)) {
			this.logger.atLevel(level).addKeyValue(TOPIC, topic.id()).log(message, arguments);
		}
	}

}
