package io.github.fleetboot.ordinary;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link OrdinaryApplication} as a whole: with a fleet each thing it does happens once,
 * and without one it is what it was before.
 */
@ExtendWith(OutputCaptureExtension.class)
class OrdinaryApplicationFleetIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * What is the application's own, and so happens in one process.
	 */
	private static final String[] ONCE = { "singleton", "command-line-runner", "application-runner", "scheduled",
			"lifecycle", "application-listener", "event-listener", "controller", "security" };

	private static final long SELF = ProcessHandle.current().pid();

	@TempDir
	private Path home;

	@AfterEach
	void nothingIsLeft() {
		assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
		Path directory = this.home.resolve("fleet");
		if (Files.exists(directory)) {
			assertThat(directory).isEmptyDirectory();
		}
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("fleet-supervisor"));
	}

	@Test
	void asAFleetEverythingRunsOnceAndRoleBeansInTheirWorkers() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(4).shards(2).maxConcurrency(2).start();
				ConfigurableApplicationContext application = run("--fleet.skip-in-tests=false",
						"--fleet.discord.api-url=" + discord.apiUrl(),
						"--fleet.discord.gateway-url=" + discord.gatewayUrl(),
						"--fleet.discord.token=" + discord.token(), "--fleet.clusters.count=2")) {
			assertThat(application.getEnvironment().getActiveProfiles()).containsExactly("ordinary", "fleet-admiral");
			FleetStatus status = awaitRunning(application.getBean(Admiral.class));
			assertThat(status.clusters()).hasSize(2);
			assertThat(status.services()).extracting(FleetStatus.Service::name).containsExactly("archive");
			assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).hasSize(3);
			Awaitility.await().atMost(PATIENCE).until(() -> journal().size() >= ONCE.length + 2 * 3 + 2);
			assertThat(journalOf(SELF)).containsExactlyInAnyOrder(ONCE);
			assertThat(status.clusters()).allSatisfy((cluster) -> assertThat(journalOf(cluster.pid())).hasSize(3)
				.contains("cluster", "cluster-scheduled")
				.anyMatch((entry) -> entry.startsWith("quay-visits-")));
			assertThat(journalOf(status.services().get(0).pid())).containsExactly("service", "service-visits-1");
			assertThat(journal()).hasSize(ONCE.length + 2 * 3 + 2);
			VisitRepository visits = application.getBean(VisitRepository.class);
			assertThat(visits.countByPlace("quay")).isEqualTo(2);
			assertThat(visits.count()).isEqualTo(3);
			assertNoRoleBeans(application);
			assertServesWithSecurity(application);
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	@Test
	void withoutAFleetItIsAPlainApplication() throws Exception {
		try (ConfigurableApplicationContext application = run("--fleet.enabled=false")) {
			assertRunsAlone(application);
			assertThat(application.getEnvironment().getActiveProfiles()).containsExactly("ordinary");
			assertThat(application.getBeanNamesForType(Admiral.class)).isEmpty();
		}
	}

	@Test
	void inATestItForksNothingAndNeedsNoToken(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext application = run()) {
			assertRunsAlone(application);
			assertThat(application.getBean(Admiral.class).status()).isNull();
			assertThat(output).contains("The fleet does not start: this is a test");
		}
	}

	private ConfigurableApplicationContext run(String... more) {
		List<String> arguments = new ArrayList<>(List.of("--spring.profiles.active=ordinary", "--server.port=0",
				"--spring.main.web-application-type=servlet", "--spring.main.banner-mode=off",
				"--server.tomcat.basedir=" + this.home.resolve("tomcat"),
				"--ordinary.journal=" + this.home.resolve("journal"), "--fleet.directory=" + this.home.resolve("fleet"),
				"--spring.datasource.url=jdbc:h2:file:" + this.home.resolve("database") + ";AUTO_SERVER=TRUE"));
		arguments.addAll(List.of(more));
		return OrdinaryApplication.run(arguments.toArray(String[]::new));
	}

	private static FleetStatus awaitRunning(Admiral admiral) {
		return Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(50))
			.until(admiral::status, (status) -> status != null && status.state() == FleetState.RUNNING);
	}

	private void assertRunsAlone(ConfigurableApplicationContext application) throws Exception {
		Awaitility.await().atMost(PATIENCE).until(() -> journal().size() >= ONCE.length);
		assertThat(journalOf(SELF)).containsExactlyInAnyOrder(ONCE);
		assertThat(journal()).hasSize(ONCE.length);
		assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
		assertThat(this.home.resolve("fleet")).doesNotExist();
		assertNoRoleBeans(application);
		assertServesWithSecurity(application);
	}

	private static void assertNoRoleBeans(ConfigurableApplicationContext application) {
		assertThat(application.getBeanNamesForAnnotation(ClusterWorker.class)).isEmpty();
		assertThat(application.getBeanNamesForAnnotation(FleetService.class)).isEmpty();
	}

	private static void assertServesWithSecurity(ConfigurableApplicationContext application) throws Exception {
		String base = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
		HttpResponse<String> greeting = get(base + "/greeting");
		assertThat(greeting.statusCode()).isEqualTo(200);
		assertThat(greeting.body()).isEqualTo("hello");
		assertThat(get(base + "/elsewhere").statusCode()).isIn(401, 403);
	}

	private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private List<String> journal() throws IOException {
		return Files.readAllLines(this.home.resolve("journal"));
	}

	private List<String> journalOf(long pid) throws IOException {
		String end = " " + pid;
		return journal().stream()
			.filter((line) -> line.endsWith(end))
			.map((line) -> line.substring(0, line.length() - end.length()))
			.toList();
	}

}
