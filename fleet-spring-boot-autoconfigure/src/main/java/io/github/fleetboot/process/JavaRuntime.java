package io.github.fleetboot.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The Java runtime that workers run on.
 *
 * @param feature its feature version, such as 17; 0 if that cannot be told
 * @param identity differs from that of any other build of any vendor
 * @since 0.1.0
 */
public record JavaRuntime(int feature, String identity) {

	private static final Log logger = LogFactory.getLog(JavaRuntime.class);

	private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)");

	/**
	 * The runtime of a java command.
	 * @param java the path of the command
	 * @return the runtime
	 */
	public static JavaRuntime of(Path java) {
		try {
			Path home = java.toRealPath().resolve("../..").normalize();
			if (home.equals(Path.of(System.getProperty("java.home")).toRealPath())) {
				return current();
			}
			String release = Files.readString(home.resolve("release"));
			Matcher version = VERSION.matcher(release);
			return new JavaRuntime(version.find() ? Integer.parseInt(version.group(1)) : 0, release);
		}
		catch (IOException ex) {
			logger.debug("The version of " + java + " cannot be told", ex);
			return new JavaRuntime(0, java.toString());
		}
	}

	/**
	 * The runtime of this JVM.
	 * @return the runtime
	 */
	public static JavaRuntime current() {
		return new JavaRuntime(Runtime.version().feature(),
				System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + " "
						+ System.getProperty("java.vm.vendor") + " " + System.getProperty("os.arch"));
	}

	boolean isKnown() {
		return this.feature > 0;
	}

	/**
	 * Whether it is at least of a version.
	 */
	boolean isAtLeast(int version) {
		return this.feature >= version;
	}

}
