package io.github.fleetboot.process;

import java.util.List;
import java.util.Map;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;

/**
 * What the exit code of a worker's JVM, and what it printed last, tell of its end.
 *
 * @since 0.1.0
 */
public final class ExitReport {

	private static final int OUT_OF_MEMORY = 3;

	private static final int SIGNAL = 128;

	private static final Map<Integer, String> SIGNALS = Map.of(1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7,
			"SIGBUS", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

	private static final String OUT_OF_MEMORY_ERROR = "java.lang.OutOfMemoryError";

	/**
	 * Without core dumps a JVM that crashes exits with 1.
	 */
	private static final String FATAL_ERROR = "A fatal error has been detected by the Java Runtime Environment";

	private ExitReport() {
	}

	/**
	 * Describe how a worker ended.
	 * @param worker the worker
	 * @param code the exit code of its JVM
	 * @param lastOutput what it printed last, oldest first
	 * @return the end of a sentence
	 */
	public static String describe(WorkerId worker, int code, List<String> lastOutput) {
		return WorkerExit.ofCode(code).map(Enum::name).orElseGet(() -> {
			if (code == OUT_OF_MEMORY) {
				return outOfMemory(worker, lastOutput);
			}
			if (isCrash(code) || lastOutput.stream().anyMatch((line) -> line.contains(FATAL_ERROR))) {
				String signal = isCrash(code) ? " by " + SIGNALS.get(code - SIGNAL) : "";
				return "a crash of the JVM" + signal + "; its own report, if it wrote one, is among the dumps";
			}
			return switch (code - SIGNAL) {
				case 9 -> "killed by SIGKILL: by hand, by the Admiral, or by the kernel for want of memory";
				case 15, 2, 1 -> "ended by " + SIGNALS.get(code - SIGNAL) + " before it could drain";
				default ->
					(code == 1) ? "the JVM could not be started, or the application ended it" : "a crash or a kill";
			};
		});
	}

	private static String outOfMemory(WorkerId worker, List<String> lastOutput) {
		String error = lastOutput.stream()
			.filter((line) -> line.contains(OUT_OF_MEMORY_ERROR))
			.reduce((first, last) -> last)
			.map((line) -> line.substring(line.indexOf("OutOfMemoryError")).trim())
			.orElse("");
		if (error.isEmpty()) {
			return "OutOfMemoryError, if the application did not choose this code";
		}
		String heap = (worker.role() == FleetRole.CLUSTER) ? "fleet.clusters.heap"
				: "fleet.services.instances." + worker.name() + ".heap";
		return error + "; "
				+ (error.endsWith("Metaspace") || error.endsWith("class space")
						? "it loaded more classes than -XX:MaxMetaspaceSize among its jvm-args allows"
						: "set " + heap + " to a larger size, or the -Xmx among its jvm-args");
	}

	/**
	 * Whether the JVM ended since it could not go on.
	 * @param code its exit code
	 * @return {@code true} for a crash, {@code false} for a kill or an end as intended
	 */
	public static boolean isCrash(int code) {
		return switch (code - SIGNAL) {
			case 4, 6, 7, 11 -> true;
			default -> false;
		};
	}

}
