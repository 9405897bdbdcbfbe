package io.github.fleetboot.worker.context;

/**
 * How a worker tells in one line why it did not start.
 *
 * @since 0.1.0
 */
public final class StartFailure {

	/**
	 * What the line begins with.
	 */
	private static final String MARK = "[fleet] start failed: ";

	private StartFailure() {
	}

	/**
	 * The line.
	 * @param cause why it did not start
	 * @return the root of the failure, without line breaks
	 */
	public static String line(Throwable cause) {
		Throwable root = cause;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return MARK + root.toString().replaceAll("\\R", " ");
	}

}
