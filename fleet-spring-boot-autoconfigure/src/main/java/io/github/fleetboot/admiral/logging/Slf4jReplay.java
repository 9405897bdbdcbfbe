package io.github.fleetboot.admiral.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LoggedThrowable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs under the name of the worker, with what every logging system can: the time is that
 * of the replay, and the original logger stands in the message.
 */
final class Slf4jReplay implements RecordReplay {

	@Override
	public void replay(WorkerId worker, LogRecord record) {
		LoggingEventBuilder line = LoggerFactory.getLogger(LOGGER_PREFIX + worker).atLevel(record.level());
		for (Map.Entry<String, ?> entry : record.keyValues().entrySet()) {
			line = line.addKeyValue(entry.getKey(), entry.getValue());
		}
		LoggedThrowable throwable = record.throwable();
		if (throwable != null) {
			line = line.setCause(ForeignThrowable.of(throwable));
		}
		List<MDCCloseable> context = new ArrayList<>();
		try {
			for (Map.Entry<String, String> entry : record.mdc().entrySet()) {
				context.add(MDC.putCloseable(entry.getKey(), entry.getValue()));
			}
			context.add(MDC.putCloseable(SOURCE, worker.toString()));
			line.log("{} : {}", record.logger(), record.message());
		}
		finally {
			context.forEach(MDCCloseable::close);
		}
	}

}
