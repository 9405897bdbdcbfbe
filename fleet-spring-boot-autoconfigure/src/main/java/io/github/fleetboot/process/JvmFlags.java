package io.github.fleetboot.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The flags of a worker JVM.
 *
 * @since 0.1.0
 */
public final class JvmFlags {

	private static final List<String> OF_THE_SERIAL_COLLECTOR = List.of("-XX:+UseSerialGC", "-XX:NewRatio=4");

	private static final int COMPACT_OBJECT_HEADERS = 25;

	private static final Pattern LARGEST_HEAP = Pattern.compile("-(?:Xmx|XX:MaxHeapSize=)(\\d+)([kKmMgGtT]?)");

	private static final Pattern SHARE_OF_MEMORY = Pattern.compile("-XX:MaxRAMPercentage=([0-9.]+)");

	private static final List<String> UNITS = List.of("", "k", "m", "g", "t");

	private JvmFlags() {
	}

	/**
	 * The flags of a worker for which nothing is configured, on the runtime of this JVM.
	 * @return the flags
	 */
	public static List<String> defaults() {
		return with(List.of());
	}

	/**
	 * The flags of a small worker on the runtime of this JVM.
	 * @param configured the owner's arguments
	 * @return all flags
	 */
	public static List<String> with(List<String> configured) {
		return of(JvmProfile.SMALL, JavaRuntime.current(), configured);
	}

	/**
	 * The flags of a profile, followed by what the owner configured. A JVM takes the last
	 * of two flags that contradict each other, but refuses to start with two collectors:
	 * that of the profile is left out if another is chosen.
	 * @param profile what the worker is tuned for
	 * @param runtime what it runs on
	 * @param configured the owner's arguments
	 * @return all flags
	 */
	public static List<String> of(JvmProfile profile, JavaRuntime runtime, List<String> configured) {
		List<String> flags = new ArrayList<>(profile.flags());
		if (configured.stream().anyMatch((flag) -> flag.matches("-XX:\\+Use\\w+GC"))) {
			flags.removeAll(OF_THE_SERIAL_COLLECTOR);
		}
		int processors = Runtime.getRuntime().availableProcessors();
		if (processors > profile.processors()) {
			flags.add("-XX:ActiveProcessorCount=" + profile.processors());
		}
		if (runtime.isAtLeast(COMPACT_OBJECT_HEADERS)) {
			flags.add("-XX:+UseCompactObjectHeaders");
		}
		flags.add("-XX:+ExitOnOutOfMemoryError");
		flags.addAll(configured);
		return flags;
	}

	/**
	 * How large a heap may become by arguments.
	 * @param arguments the arguments, the last of which wins
	 * @param memory the memory that shares of it are taken of, in bytes
	 * @return bytes, {@code null} if no argument says so
	 */
	public static @Nullable Long largestHeap(List<String> arguments, long memory) {
		Long largest = null;
		for (String argument : arguments) {
			Matcher size = LARGEST_HEAP.matcher(argument);
			Matcher share = SHARE_OF_MEMORY.matcher(argument);
			if (size.matches()) {
				int unit = UNITS.indexOf(size.group(2).toLowerCase(Locale.ROOT));
				largest = Long.parseLong(size.group(1)) << (10 * unit);
			}
			else if (share.matches() && largest == null) {
				largest = (long) (memory / 100.0 * Double.parseDouble(share.group(1)));
			}
		}
		return largest;
	}

}
