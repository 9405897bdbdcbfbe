package io.github.fleetboot.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.junit.jupiter.Testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample in a container. {@link ContainerTwinIntegrationTests} needs none.
 */
@Testcontainers(disabledWithoutDocker = true)
class ContainerIntegrationTests {

	private static final Path JAR = Path.of("target", "fleet-sample-app.jar");

	private static final long MEMORY = 1024L * 1024 * 1024;

	private static final int STOP_SECONDS = 60;

	@Test
	void runsOnAReadOnlyRootWithinItsMemoryAndDrainsOnSigterm() throws Exception {
		ImageFromDockerfile image = new ImageFromDockerfile().withFileFromPath("Dockerfile", Path.of("Dockerfile"))
			.withFileFromPath(JAR.toString(), JAR);
		try (GenericContainer<?> sample = new GenericContainer<>(image).withCommand("--spring.profiles.active=demo")
			.withExposedPorts(8080)
			.withCreateContainerCmdModifier(ContainerIntegrationTests::limit)
			.waitingFor(Wait.forLogMessage(".*Ctrl-C drains and ends everything.*", 1)
				.withStartupTimeout(Duration.ofMinutes(5)))) {
			sample.start();
			assertThat(sample.execInContainer("cat", "/proc/1/comm").getStdout()).contains("java");
			assertThat(sample.execInContainer("sh", "-c", "echo x > /app/x").getExitCode()).isNotZero();
			assertThat(new StatusClient(sample.getHost(), sample.getMappedPort(8080)).fleet().path("state").asString())
				.isEqualTo("RUNNING");
			DockerClient docker = sample.getDockerClient();
			docker.stopContainerCmd(sample.getContainerId()).withTimeout(STOP_SECONDS).exec();
			assertThat(docker.inspectContainerCmd(sample.getContainerId()).exec().getState().getExitCodeLong())
				.isEqualTo(143);
			// The last lines may come after the end
			Awaitility.await().untilAsserted(() -> DrainedLog.assertCleanDrain(linesOf(sample)));
			// All of its files are in the tmpfs that went with it: nothing else was
			// writable
			assertThat(docker.containerDiffCmd(sample.getContainerId()).exec())
				.noneMatch((change) -> change.getPath().startsWith("/app/") || change.getPath().startsWith("/tmp/"));
		}
	}

	private static List<String> linesOf(GenericContainer<?> container) {
		return container.getLogs().lines().toList();
	}

	private static void limit(CreateContainerCmd command) {
		HostConfig host = command.getHostConfig();
		assertThat(host).isNotNull();
		host.withMemory(MEMORY)
			.withMemorySwap(MEMORY)
			.withReadonlyRootfs(true)
			.withTmpFs(Map.of("/tmp", "rw,size=64m"))
			.withInit(false);
	}

}
