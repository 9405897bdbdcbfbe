package io.github.fleetboot.process;

import java.util.List;
import java.util.Map;

/**
 * What the JVM of a worker is tuned for, as far as its owner does not say otherwise.
 *
 * @since 0.1.0
 */
public enum JvmProfile {

	/**
	 * Little memory and a fast start: the quick compiler alone, a collector without
	 * threads of its own, small steps of the heap, small stacks, and an allocator that
	 * gives back.
	 */
	SMALL,

	/**
	 * All compilers, with a heap that still grows and shrinks in moderate steps.
	 */
	BALANCED,

	/**
	 * What the JVM chooses for itself.
	 */
	FAST;

	List<String> flags() {
		return switch (this) {
			case SMALL -> List.of("-XX:+UseSerialGC", "-Xms24m", "-XX:NewRatio=4", "-XX:MinHeapFreeRatio=15",
					"-XX:MaxHeapFreeRatio=25", "-Xss512k", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=48m");
			case BALANCED -> List.of("-XX:+UseSerialGC", "-Xms48m", "-XX:MinHeapFreeRatio=20",
					"-XX:MaxHeapFreeRatio=40", "-Xss512k", "-XX:ReservedCodeCacheSize=96m");
			case FAST -> List.of();
		};
	}

	/**
	 * The most processors that the JVM shall make threads for.
	 */
	int processors() {
		return switch (this) {
			case SMALL -> 2;
			case BALANCED -> 4;
			case FAST -> Integer.MAX_VALUE;
		};
	}

	/**
	 * Environment variables for the C library, for those who have not set them.
	 * @return names and values
	 */
	public Map<String, String> environment() {
		return switch (this) {
			// C1 takes and frees chunks of 32 KB: what the system gave singly goes back
			case SMALL -> Map.of("MALLOC_ARENA_MAX", "2", "MALLOC_MMAP_THRESHOLD_", "30000");
			case BALANCED -> Map.of("MALLOC_ARENA_MAX", "2");
			case FAST -> Map.of();
		};
	}

}
