package io.github.fleetboot.sample;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet under whose directory no byte can be written any more.
 */
@EnabledOnOs(OS.LINUX)
class FullDiskIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final long SPACE = 128L * 1024 * 1024;

	@Test
	void workersAreReplacedAllTheSame() throws Exception {
		try (Containment containment = Containment.withSpace(SPACE);
				SampleProcess sample = SampleProcess.contained(containment, "--spring.profiles.active=demo",
						"--fleet.workers.hang-timeout=8s", "--fleet.workers.archive=off")) {
			System.out.println("[sample] runs as " + containment);
			sample.awaitLine("Ctrl-C drains and ends everything");
			containment.fillSpace(sample.admiral());
			assertThat(sample.worker("cluster-1").destroyForcibly()).isTrue();
			awaitReplaced(sample, "/clusters/1");
			// What the killed JVM had there is gone
			containment.fillSpace(sample.admiral());
			stop(sample.worker("service-languages"));
			awaitReplaced(sample, "/services/0");
			assertThat(sample.output())
				.anyMatch((line) -> line.matches(".*The dump of service-languages .* cannot be saved.*"));
			Path temporary = containment.temporary(sample.admiral(), sample.home());
			try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary)) {
				assertThat(sample.terminate()).isEqualTo(143);
				sample.assertNoProcessIsLeft();
				assertNoFileIsLeft((SecureDirectoryStream<Path>) files);
			}
		}
	}

	private static void stop(ProcessHandle worker) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid())).inheritIO().start().waitFor())
			.isZero();
	}

	private static void awaitReplaced(SampleProcess sample, String... workers) {
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			JsonNode fleet = sample.status().fleet();
			for (String worker : workers) {
				assertThat(fleet.at(worker + "/restarts").asInt()).isEqualTo(1);
			}
			assertThat(fleet.path("state").asString()).isEqualTo("RUNNING");
		});
	}

	/**
	 * The directory is open since before the end: nobody else can enter it any more.
	 */
	private static void assertNoFileIsLeft(SecureDirectoryStream<Path> temporary) throws IOException {
		List<String> left = new ArrayList<>();
		for (Path file : temporary) {
			String name = file.getFileName().toString();
			if (name.startsWith("fleet-")) {
				try (DirectoryStream<Path> kept = temporary.newDirectoryStream(file.getFileName(),
						LinkOption.NOFOLLOW_LINKS)) {
					kept.forEach((directory) -> left.add(directory.getFileName().toString()));
				}
			}
			else if (!name.startsWith("hsperfdata_") && !name.equals(Containment.FILLER)) {
				left.add(name);
			}
		}
		assertThat(left).containsOnly("dumps", "releases");
	}

}
