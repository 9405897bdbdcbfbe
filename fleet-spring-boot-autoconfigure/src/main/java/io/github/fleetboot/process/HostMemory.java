package io.github.fleetboot.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * The memory of the container or, where that has no limit, of the host.
 *
 * @since 0.1.0
 */
public final class HostMemory {

	private static final String RESIDENT = "VmRSS:";

	private HostMemory() {
	}

	/**
	 * What all processes of the container or the host may take together, by cgroups of
	 * version 1 or 2.
	 * @return bytes
	 */
	public static long total() {
		return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
	}

	/**
	 * What this process and its descendants do not take of it. Neither knows of other
	 * processes nor counts what the system would give back from its caches.
	 * @return bytes
	 */
	static long unused() {
		ProcessHandle self = ProcessHandle.current();
		return total() - Stream.concat(Stream.of(self), self.descendants()).mapToLong(HostMemory::resident).sum();
	}

	private static long resident(ProcessHandle process) {
		try {
			String line = new LinuxProcess(process.pid()).statusLine(RESIDENT);
			return line.isEmpty() ? 0 : Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
		}
		catch (IOException ex) {
			// It has ended, or this is another system
			return 0;
		}
	}

}
