package io.github.fleetboot.logging;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An exception as it was logged, without its class being needed.
 *
 * @param type the name of its class
 * @param message its message
 * @param frames its stack trace, without the frames that it has in common with the
 * exception it is the cause of
 * @param commonFrames how many frames follow that are those of that exception
 * @param cause its cause
 * @param suppressed what it suppressed
 * @since 0.1.0
 */
public record LoggedThrowable(String type, @Nullable String message, List<Frame> frames, int commonFrames,
		@Nullable LoggedThrowable cause, List<LoggedThrowable> suppressed) {

	public LoggedThrowable {
		frames = List.copyOf(frames);
		suppressed = List.copyOf(suppressed);
	}

	/**
	 * Class and message.
	 * @return what {@link Throwable#toString()} says
	 */
	public String title() {
		return (this.message != null) ? this.type + ": " + this.message : this.type;
	}

	/**
	 * One line of a stack trace.
	 *
	 * @param module the named module, {@code null} if there is none
	 * @param type the class
	 * @param method the method
	 * @param file the source file, {@code null} if it is not known
	 * @param line the line, negative if it is not known
	 */
	public record Frame(@Nullable String module, String type, String method, @Nullable String file, int line) {

		/**
		 * Read an element of a stack trace.
		 * @param element the element
		 * @return the frame
		 */
		public static Frame of(StackTraceElement element) {
			return new Frame(element.getModuleName(), element.getClassName(), element.getMethodName(),
					element.getFileName(), element.getLineNumber());
		}

		/**
		 * The element of a stack trace.
		 * @return the element, without class loader and version
		 */
		public StackTraceElement element() {
			return new StackTraceElement(null, this.module, null, this.type, this.method, this.file, this.line);
		}

	}

}
