package io.github.fleetboot.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this JVM takes.
 */
public final class ProcessMemory {

	private static final Path STATUS = Path.of("/proc/self/status");

	private static final String RESIDENT = "VmRSS:";

	private ProcessMemory() {
	}

	/**
	 * The resident memory where the system tells, else what the heap has committed.
	 * @return bytes
	 */
	public static long bytes() {
		if (Files.isReadable(STATUS)) {
			try {
				for (String line : Files.readAllLines(STATUS)) {
					if (line.startsWith(RESIDENT)) {
						return Long.parseLong(line.substring(RESIDENT.length()).replaceAll("[^0-9]", "")) * 1024;
					}
				}
			}
			catch (IOException | NumberFormatException ex) {
				// Not every system that has the file has the line: the heap will have to
				// do
			}
		}
		return Runtime.getRuntime().totalMemory();
	}

}
