package io.github.fleetboot.process;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Sends signals that Java cannot.
 */
final class Signal {

	private static final int PATIENCE_SECONDS = 2;

	private Signal() {
	}

	/**
	 * Whether this system has signals.
	 */
	static boolean isSupported() {
		return File.separatorChar == '/';
	}

	/**
	 * Send a signal.
	 * @param name its name, without {@code SIG}
	 * @param pid to which process
	 * @throws IOException if there is no shell, or it refuses
	 */
	static void send(String name, long pid) throws IOException {
		// Every shell has kill built in, while small images have no kill command
		Process shell = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				shell.destroyForcibly();
				throw new IOException("the shell did not send SIG" + name);
			}
			if (shell.exitValue() != 0) {
				throw new IOException("SIG" + name + " was refused");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted before SIG" + name + " was sent", ex);
		}
	}

}
