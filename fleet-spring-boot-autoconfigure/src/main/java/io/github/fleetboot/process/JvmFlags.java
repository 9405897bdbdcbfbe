package io.github.fleetboot.process;

import java.util.ArrayList;
import java.util.List;

/**
 * The flags of a worker JVM. A bot's worker holds little and waits much: small heap
 * steps, a collector without threads of its own, the quick compiler alone, small stacks
 * and a small code cache save tens of megabytes per worker.
 *
 * @since 0.1.0
 */
public final class JvmFlags {

	private static final List<String> DEFAULTS = List.of("-XX:+UseSerialGC", "-Xms24m", "-Xss512k",
			"-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=48m", "-XX:MinHeapFreeRatio=15",
			"-XX:MaxHeapFreeRatio=25", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto");

	private JvmFlags() {
	}

	/**
	 * The flags of a worker for which nothing is configured.
	 * @return the flags
	 */
	public static List<String> defaults() {
		return DEFAULTS;
	}

	/**
	 * The defaults, followed by what the owner configured. A JVM takes the last of two
	 * flags that contradict each other, but refuses to start with two collectors: the
	 * default one is left out if another is chosen.
	 * @param configured the owner's arguments
	 * @return all flags
	 */
	public static List<String> with(List<String> configured) {
		List<String> flags = new ArrayList<>(DEFAULTS);
		if (configured.stream().anyMatch((flag) -> flag.matches("-XX:\\+Use\\w+GC"))) {
			flags.remove("-XX:+UseSerialGC");
		}
		flags.addAll(configured);
		return flags;
	}

}
