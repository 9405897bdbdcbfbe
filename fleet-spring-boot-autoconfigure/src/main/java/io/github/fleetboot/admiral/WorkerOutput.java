package io.github.fleetboot.admiral;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.fleetboot.WorkerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands what a worker prints on to the Admiral's log, under the worker's name and, where
 * the line tells it, with its level.
 */
final class WorkerOutput implements Consumer<String> {

	/**
	 * What the role default of {@code logging.pattern.console} prints.
	 */
	private static final Pattern LINE = Pattern.compile("\\s*(TRACE|DEBUG|INFO|WARN|ERROR) (.*)");

	private final Logger logger;

	WorkerOutput(WorkerId worker) {
		this.logger = LoggerFactory.getLogger("fleet." + worker);
	}

	@Override
	public void accept(String line) {
		Matcher matcher = LINE.matcher(line);
		if (matcher.matches()) {
			this.logger.atLevel(Level.valueOf(matcher.group(1))).log(matcher.group(2));
		}
		else {
			this.logger.info(line);
		}
	}

}
