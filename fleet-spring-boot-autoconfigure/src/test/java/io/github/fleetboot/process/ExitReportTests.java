package io.github.fleetboot.process;

import java.util.List;

import io.github.fleetboot.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExitReport}.
 */
class ExitReportTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	@ParameterizedTest
	@CsvSource(textBlock = """
			0,   DRAINED
			64,  START_FAILED
			1,   application ended it
			3,   if the application did not choose
			134, SIGABRT
			137, want of memory
			139, SIGSEGV
			143, SIGTERM
			99,  a crash or a kill
			""")
	void eachExitCodeHasAMeaning(int code, String part) {
		assertThat(ExitReport.describe(CLUSTER, code, List.of())).contains(part);
	}

	@Test
	void wantOfHeapNamesThePropertyOfTheWorker() {
		List<String> output = List.of(" INFO at work",
				"Terminating due to java.lang.OutOfMemoryError: Java heap space");
		assertThat(ExitReport.describe(CLUSTER, 3, output)).startsWith("OutOfMemoryError: Java heap space")
			.contains("fleet.clusters.heap");
		assertThat(ExitReport.describe(WorkerId.service("search"), 3, output))
			.contains("fleet.services.instances.search.heap");
	}

	@Test
	void wantOfMetaspaceIsNotCuredByHeap() {
		assertThat(ExitReport.describe(CLUSTER, 3, List.of("Terminating due to java.lang.OutOfMemoryError: Metaspace")))
			.contains("MaxMetaspaceSize")
			.doesNotContain("heap");
	}

	@Test
	void aKillIsNoCrash() {
		assertThat(ExitReport.isCrash(139)).isTrue();
		assertThat(ExitReport.isCrash(137)).isFalse();
		assertThat(ExitReport.isCrash(0)).isFalse();
	}

}
