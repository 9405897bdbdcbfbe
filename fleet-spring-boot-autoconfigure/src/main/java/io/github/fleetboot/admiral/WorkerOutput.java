package io.github.fleetboot.admiral;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.fleetboot.WorkerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Hands what the JVM of a worker prints on to the Admiral's log, under the worker's name
 * and, where the line tells it, with its level.
 */
final class WorkerOutput implements Consumer<String> {

	private static final String SOURCE = "fleet.worker";

	/**
	 * What the role default of {@code logging.pattern.console} prints.
	 */
	private static final Pattern LINE = Pattern.compile("\\s*(TRACE|DEBUG|INFO|WARN|ERROR) (.*)");

	/**
	 * What goes on from the line before: a stack trace.
	 */
	private static final Pattern CONTINUATION = Pattern
		.compile("\\s+(at |\\.\\.\\. ).*|(Caused by: |\\s+Suppressed: ).*|[\\w.$]+(Exception|Error)(: .*)?");

	private final String worker;

	private final Logger logger;

	private Level lastLevel = Level.INFO;

	WorkerOutput(WorkerId worker) {
		this(worker, LoggerFactory.getLogger("fleet." + worker));
	}

	WorkerOutput(WorkerId worker, Logger logger) {
		this.worker = worker.toString();
		this.logger = logger;
	}

	@Override
	public void accept(String line) {
		MDC.put(SOURCE, this.worker);
		try {
			log(line);
		}
		finally {
			MDC.remove(SOURCE);
		}
	}

	private void log(String line) {
		Matcher matcher = LINE.matcher(line);
		if (matcher.matches()) {
			this.lastLevel = Level.valueOf(matcher.group(1));
			this.logger.atLevel(this.lastLevel).log(matcher.group(2));
		}
		else if (CONTINUATION.matcher(line).matches()) {
			this.logger.atLevel(this.lastLevel).log(line);
		}
		else if (!line.isBlank()) {
			this.logger.info(line);
		}
	}

}
