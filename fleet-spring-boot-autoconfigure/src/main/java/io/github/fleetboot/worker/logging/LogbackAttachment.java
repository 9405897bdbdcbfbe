package io.github.fleetboot.worker.logging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.ConfigurationEvent;
import org.slf4j.LoggerFactory;

/**
 * Puts an appender where Logback's console appenders are. Holds when Logback reads its
 * configuration anew.
 */
final class LogbackAttachment {

	private final LoggerContext context;

	private final Appender<ILoggingEvent> appender;

	LogbackAttachment(LoggerContext context, Appender<ILoggingEvent> appender) {
		this.context = context;
		this.appender = appender;
		context.addConfigurationEventListener((event) -> {
			if (event.getEventType() == ConfigurationEvent.EventType.CONFIGURATION_ENDED_SUCCESSFULLY) {
				attach();
			}
		});
	}

	static boolean isPossible() {
		return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
	}

	static LoggerContext currentContext() {
		return (LoggerContext) LoggerFactory.getILoggerFactory();
	}

	void attach() {
		this.appender.setContext(this.context);
		this.appender.start();
		// Which jar a frame comes from does not travel, and is expensive to find out
		this.context.setPackagingDataEnabled(false);
		for (Logger logger : this.context.getLoggerList()) {
			detachConsoles(logger);
			boolean root = logger.getName().equals(Logger.ROOT_LOGGER_NAME);
			if ((root || !logger.isAdditive()) && !logger.isAttached(this.appender)) {
				logger.addAppender(this.appender);
			}
		}
	}

	/**
	 * Whether no appender is left.
	 */
	private static boolean detachConsoles(AppenderAttachable<ILoggingEvent> from) {
		List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
		for (Iterator<Appender<ILoggingEvent>> all = from.iteratorForAppenders(); all.hasNext();) {
			appenders.add(all.next());
		}
		for (Appender<ILoggingEvent> it : appenders) {
			if (it instanceof ConsoleAppender<?> || (isWrapper(it) && detachConsoles(asWrapper(it)))) {
				from.detachAppender(it);
				it.stop();
			}
		}
		return !from.iteratorForAppenders().hasNext();
	}

	private static boolean isWrapper(Appender<ILoggingEvent> appender) {
		return appender instanceof AppenderAttachable<?>;
	}

	@SuppressWarnings("unchecked")
	private static AppenderAttachable<ILoggingEvent> asWrapper(Appender<ILoggingEvent> appender) {
		return (AppenderAttachable<ILoggingEvent>) appender;
	}

}
