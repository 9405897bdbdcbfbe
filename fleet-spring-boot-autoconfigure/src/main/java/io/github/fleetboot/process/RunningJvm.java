package io.github.fleetboot.process;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a JVM tells of how it was started.
 *
 * @param javaHome the directory of its runtime
 * @param executable the path of its process, {@code null} where the OS does not tell
 * @param classPath its class path, entries separated as the OS does
 * @param command main class or jar, followed by the arguments; may be empty
 * @param directory the working directory
 * @param arguments the arguments to the JVM itself
 * @param charset what the OS encodes arguments and file names with
 */
record RunningJvm(String javaHome, @Nullable String executable, String classPath, String command, Path directory,
		List<String> arguments, Charset charset) {

	static RunningJvm current() {
		return new RunningJvm(System.getProperty("java.home", ""),
				ProcessHandle.current().info().command().orElse(null), System.getProperty("java.class.path", ""),
				System.getProperty("sun.java.command", ""), Path.of("").toAbsolutePath(),
				ManagementFactory.getRuntimeMXBean().getInputArguments(),
				Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name())));
	}

}
