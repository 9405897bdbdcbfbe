package io.github.fleetboot.worker.logging;

import java.util.function.Supplier;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.fleetboot.logging.LevelCounts;
import io.github.fleetboot.logging.LogBuffer;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LogText;
import io.github.fleetboot.logging.RecordRate;
import org.slf4j.event.Level;

/**
 * Puts what is logged into the buffer. Never blocks.
 */
final class ForwardingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

	private final LogBuffer<Supplier<LogRecord>> buffer;

	private final RecordRate rate;

	private final LevelCounts rateLimited;

	private final LogPump pump;

	ForwardingAppender(LogBuffer<Supplier<LogRecord>> buffer, RecordRate rate, LevelCounts rateLimited, LogPump pump) {
		this.buffer = buffer;
		this.rate = rate;
		this.rateLimited = rateLimited;
		this.pump = pump;
		setName("FLEET");
	}

	@Override
	protected void append(ILoggingEvent event) {
		Level level = EventRecords.level(event);
		if (this.pump.isCurrentThread()) {
			// Forwarding this would log the next one
			if (level.toInt() >= Level.WARN.toInt()) {
				LogText.lines(EventRecords.record(event), Integer.MAX_VALUE).forEach(this.pump::print);
			}
			return;
		}
		if (!this.rate.admits(level)) {
			this.rateLimited.add(level);
			return;
		}
		event.prepareForDeferredProcessing();
		if (EventRecords.message(event).length() > EventRecords.MAX_MESSAGE) {
			LogRecord cut = EventRecords.record(event);
			this.buffer.add(level, cut.message().length(), () -> cut);
		}
		else {
			this.buffer.add(level, EventRecords.weight(event), () -> EventRecords.record(event));
		}
	}

}
