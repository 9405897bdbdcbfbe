package io.github.fleetboot.bot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What the appenders of this JVM, which is an Admiral's, get.
 */
final class AdmiralLog extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final Logger root;

	private final Predicate<ILoggingEvent> wanted;

	private AdmiralLog(LoggerContext context, Predicate<ILoggingEvent> wanted) {
		this.root = context.getLogger(Logger.ROOT_LOGGER_NAME);
		this.wanted = wanted;
		setContext(context);
		start();
		this.root.addAppender(this);
	}

	/**
	 * Listen from now on. Starting an application configures the logging anew, and so
	 * ends this.
	 * @param wanted what to keep
	 */
	static AdmiralLog listen(Predicate<ILoggingEvent> wanted) {
		return new AdmiralLog((LoggerContext) LoggerFactory.getILoggerFactory(), wanted);
	}

	@Override
	protected void append(ILoggingEvent event) {
		event.prepareForDeferredProcessing();
		if (this.wanted.test(event)) {
			this.events.add(event);
		}
	}

	List<ILoggingEvent> events() {
		return this.events;
	}

	List<ILoggingEvent> with(String text) {
		return this.events.stream().filter((event) -> event.getFormattedMessage().contains(text)).toList();
	}

	@Override
	public void close() {
		this.root.detachAppender(this);
		stop();
	}

}
