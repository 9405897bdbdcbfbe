package io.github.fleetboot.admiral.logging;

import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.logging.LoggedThrowable;
import io.github.fleetboot.logging.LoggedThrowable.Frame;

/**
 * An exception of another JVM. Prints as the original does.
 */
@SuppressWarnings({ "serial", "OverrideThrowableToString" })
final class ForeignThrowable extends Throwable {

	private final LoggedThrowable original;

	private ForeignThrowable(LoggedThrowable original, List<StackTraceElement> enclosing) {
		super(original.message());
		this.original = original;
		List<StackTraceElement> frames = new ArrayList<>();
		original.frames().stream().map(Frame::element).forEach(frames::add);
		int common = Math.min(original.commonFrames(), enclosing.size());
		frames.addAll(enclosing.subList(enclosing.size() - common, enclosing.size()));
		setStackTrace(frames.toArray(StackTraceElement[]::new));
		if (original.cause() != null) {
			initCause(new ForeignThrowable(original.cause(), frames));
		}
		original.suppressed().forEach((it) -> addSuppressed(new ForeignThrowable(it, frames)));
	}

	static ForeignThrowable of(LoggedThrowable original) {
		return new ForeignThrowable(original, List.of());
	}

	String type() {
		return this.original.type();
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	@Override
	public String toString() {
		return this.original.title();
	}

}
