package io.github.fleetboot.logging;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes records as lines of text.
 *
 * @since 0.1.0
 */
public final class LogText {

	private LogText() {
	}

	/**
	 * Write a record.
	 * @param record the record
	 * @param frames how many frames of each exception
	 * @return level, logger and message, followed by the exception
	 */
	public static List<String> lines(LogRecord record, int frames) {
		List<String> lines = new ArrayList<>();
		lines.add("%5s %s : %s".formatted(record.level(), record.logger(), record.message()));
		LoggedThrowable throwable = record.throwable();
		if (throwable != null) {
			add(lines, "", "", throwable, frames);
		}
		return lines;
	}

	private static void add(List<String> lines, String indent, String caption, LoggedThrowable throwable, int frames) {
		lines.add(indent + caption + throwable.title());
		List<LoggedThrowable.Frame> trace = throwable.frames();
		trace.stream().limit(frames).forEach((frame) -> lines.add(indent + "\tat " + frame.element()));
		int more = throwable.commonFrames() + Math.max(0, trace.size() - frames);
		if (more > 0) {
			lines.add(indent + "\t... " + more + " more");
		}
		for (LoggedThrowable suppressed : throwable.suppressed()) {
			add(lines, indent + "\t", "Suppressed: ", suppressed, frames);
		}
		LoggedThrowable cause = throwable.cause();
		if (cause != null) {
			add(lines, indent, "Caused by: ", cause, frames);
		}
	}

}
