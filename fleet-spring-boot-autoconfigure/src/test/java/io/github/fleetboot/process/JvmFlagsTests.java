package io.github.fleetboot.process;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmFlags}.
 */
class JvmFlagsTests {

	private static final JavaRuntime JAVA_17 = new JavaRuntime(17, "of a test");

	@Test
	void theOwnersArgumentsComeLast() {
		assertThat(JvmFlags.of(JvmProfile.SMALL, JAVA_17, List.of("-XX:TieredStopAtLevel=4", "-Xss1m")))
			.containsSubsequence("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4")
			.endsWith("-Xss1m");
	}

	@Test
	void anotherCollectorReplacesTheDefaultOneAndItsGenerations() {
		assertThat(JvmFlags.with(List.of("-XX:+UseZGC", "-Xss1m"))).doesNotContain("-XX:+UseSerialGC", "-XX:NewRatio=4")
			.endsWith("-XX:+UseZGC", "-Xss1m");
		assertThat(JvmFlags.with(List.of())).contains("-XX:+UseSerialGC");
	}

	@Test
	void theProfileChoosesTheCompiler() {
		assertThat(JvmFlags.of(JvmProfile.SMALL, JAVA_17, List.of())).contains("-XX:TieredStopAtLevel=1");
		assertThat(JvmFlags.of(JvmProfile.BALANCED, JAVA_17, List.of())).contains("-XX:+UseSerialGC")
			.noneMatch((flag) -> flag.startsWith("-XX:TieredStopAtLevel"));
		assertThat(JvmFlags.of(JvmProfile.FAST, JAVA_17, List.of())).containsExactly("-XX:+ExitOnOutOfMemoryError");
	}

	@Test
	void java25IsTakenAtItsWord() {
		for (JvmProfile profile : JvmProfile.values()) {
			assertThat(JvmFlags.of(profile, JAVA_17, List.of())).doesNotContain("-XX:+UseCompactObjectHeaders");
			assertThat(JvmFlags.of(profile, new JavaRuntime(25, "of a test"), List.of()))
				.contains("-XX:+UseCompactObjectHeaders");
		}
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			-Xmx512m,                      536870912
			-Xmx1G,                        1073741824
			-XX:MaxHeapSize=1000,          1000
			-XX:MaxRAMPercentage=25.0,     1024
			-Xmx1k -Xmx2k,                 2048
			-Xmx1k -XX:MaxRAMPercentage=1, 1024
			-Xms64m,
			""")
	void theLargestHeapIsReadFromArguments(String arguments, Long bytes) {
		assertThat(JvmFlags.largestHeap(List.of(arguments.split(" ")), 4096)).isEqualTo(bytes);
	}

	@Test
	void thisRuntimeIsTold() {
		assertThat(JavaRuntime.of(ProcessHandle.current().info().command().map(Path::of).orElseThrow()))
			.isEqualTo(JavaRuntime.current());
		assertThat(JavaRuntime.of(Path.of("/nowhere/bin/java")).isKnown()).isFalse();
	}

}
