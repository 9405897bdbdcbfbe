package io.github.fleetboot.sample;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The executable jar, alone with its demo and with an emulator elsewhere.
 */
@EnabledOnOs(OS.LINUX)
class SampleJarIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final JsonMapper json = new JsonMapper();

	@TempDir
	private Path home;

	@Test
	void theDemoShowsWhatAFleetDoes() throws Exception {
		try (SampleProcess sample = SampleProcess.ofJar(Map.of(), "--spring.profiles.active=demo")) {
			sample.awaitLine("Ctrl-C drains and ends everything");
			assertThat(sample.output())
				.anyMatch((line) -> line.matches(".* 4 shards are ready after .*, with 4 IDENTIFYs and 0 violations.*"))
				.anyMatch((line) -> line.contains("Ada said '!ping 1' and the bot answered 'Pong! 1'"))
				.anyMatch((line) -> line.contains("/greet asked the service in its own JVM: 'Hallo, Ada!'"))
				.anyMatch((line) -> line.contains("'This fleet serves 40 guilds'"))
				.anyMatch((line) -> line.contains("An IPC round trip"))
				.anyMatch((line) -> line.contains("http://localhost:" + sample.port() + "/actuator/fleet"));
			JsonNode fleet = sample.status().fleet();
			assertThat(fleet.path("state").asString()).isEqualTo("RUNNING");
			assertHasTheDocumentedFields(fleet);
			collectStatistics(sample);
			assertPrometheusCanReadIt(sample);
			JsonNode info = json.readTree(sample.status().actuator("info")).path("fleet");
			assertThat(info.path("name").asString()).isEqualTo("sample");
			assertThat(info.path("jda").asString()).isNotBlank();
			assertThat(info.path("shards").asInt()).isEqualTo(4);
			assertThat(info.at("/services/0").asString()).isEqualTo("languages");
			killAndSeeItReplaced(sample, fleet.at("/clusters/1/pid").asLong());
			restartAndWatch(sample);
			updateAndWatch(sample);
			assertThat(sample.status().post("shutdown", "{}", 200).path("id").asString()).isEqualTo("shutdown-3");
			assertThat(sample.awaitExit()).isZero();
			sample.assertNothingIsLeft();
		}
	}

	@Test
	void packagedWithTheEmulatorByAccidentItDoesNotStart() throws Exception {
		try (SampleProcess sample = SampleProcess.ofJar(Map.of(), "--fleet.allow-test-support=false",
				"--fleet.discord.token=token")) {
			assertThat(sample.awaitExit()).isOne();
			assertThat(sample.output()).anyMatch((line) -> line.contains("APPLICATION FAILED TO START"))
				.anyMatch((line) -> line.contains("fleet-spring-boot-test, is packaged with this application"))
				.anyMatch((line) -> line.contains("the scope test"));
			sample.assertNothingIsLeft();
		}
	}

	private static void collectStatistics(SampleProcess sample) {
		JsonNode collect = sample.status().post("collect", "{}", 200);
		assertFields(collect, "id", "kind", "state", "progress", "eta", "detail");
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> sample.status()
				.get("operations/" + collect.path("id").asString())
				.path("state")
				.asString()
				.equals("COMPLETED"));
		JsonNode stats = sample.status().get("stats/latest");
		assertFields(stats, "timestamp", "guilds", "users", "members", "voiceConnections", "largeGuilds", "shardCount",
				"clustersMemory", "servicesMemory", "admiralMemory", "totalMemory", "restLatency", "clusters",
				"services", "missing");
		assertThat(stats.path("guilds").asInt()).isEqualTo(40);
		assertThat(stats.path("shardCount").asInt()).isEqualTo(4);
		assertThat(stats.path("missing")).isEmpty();
		assertThat(stats.path("restLatency").isNumber()).isTrue();
		assertThat(Instant.parse(stats.path("timestamp").asString())).isCloseTo(Instant.now(),
				within(1, ChronoUnit.MINUTES));
		assertThat(stats.path("totalMemory").asLong()).isEqualTo(stats.path("clustersMemory").asLong()
				+ stats.path("servicesMemory").asLong() + stats.path("admiralMemory").asLong());
		assertThat(stats.path("clusters")).hasSize(2)
			.allSatisfy((cluster) -> assertFields(cluster, "id", "guilds", "users", "members", "voiceConnections",
					"largeGuilds", "uptime", "memory", "ipcLatency", "restLatency", "shards"));
		assertThat(stats.path("services")).hasSize(1)
			.allSatisfy((service) -> assertFields(service, "name", "uptime", "memory", "ipcLatency"));
	}

	/**
	 * The fleet's meters, those of the library in workers, and the application's own.
	 */
	private static void assertPrometheusCanReadIt(SampleProcess sample) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> sample.status().actuator("prometheus").contains("fleet_rest_latency_seconds{"));
		PrometheusText text = PrometheusText.parse(sample.status().actuator("prometheus"));
		assertThat(text.families().keySet()).contains("fleet_workers", "fleet_worker_live",
				"fleet_worker_restarts_total", "fleet_worker_memory_bytes", "fleet_worker_uptime_seconds",
				"fleet_ipc_latency_seconds", "fleet_shards", "fleet_shards_ready", "fleet_shard_latency_seconds",
				"fleet_shard_guilds", "fleet_rest_latency_seconds", "fleet_identify_remaining",
				"fleet_identify_reset_seconds", "fleet_log_records_total", "fleet_stats_age_seconds");
		assertThat(text.families().values()).filteredOn((family) -> family.name().startsWith("fleet_"))
			.allSatisfy((family) -> assertThat(family.help()).as(family.name()).isNotBlank());
		assertThat(text.value("fleet_shards_ready")).isEqualTo(4);
		assertThat(text.sum("fleet_shard_guilds")).isEqualTo(40);
		assertThat(text.value("fleet_workers", "state", "LIVE")).isEqualTo(3);
		assertThat(text.sum("sample_pings_total")).isPositive();
		assertThat(text.family("sample_pings_total").type()).isEqualTo("counter");
		assertThat(text.family("sample_pings_total").help()).isEqualTo("Pings that were answered");
		assertThat(text.family("http_server_requests_seconds").type()).isEqualTo("summary");
		for (String worker : List.of("cluster-0", "cluster-1", "service-languages")) {
			assertThat(text.family("jvm_memory_used_bytes").samples())
				.filteredOn((line) -> worker.equals(line.labels().get("fleet_worker")))
				.isNotEmpty()
				.allSatisfy((line) -> assertThat(line.value()).isPositive());
		}
		assertThat(text.family("jvm_memory_used_bytes").samples())
			.anyMatch((line) -> !line.labels().containsKey("fleet_worker"));
	}

	private static void killAndSeeItReplaced(SampleProcess sample, long pid) {
		sample.noteWorkers();
		assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			JsonNode fleet = sample.status().fleet();
			assertThat(fleet.at("/clusters/1/restarts").asInt()).isEqualTo(1);
			assertThat(fleet.path("state").asString()).isEqualTo("RUNNING");
			assertThat(fleet.at("/clusters/1/pid").asLong()).isNotEqualTo(pid);
			assertThat(fleet.at("/clusters/0/restarts").asInt()).isZero();
		});
	}

	private static void restartAndWatch(SampleProcess sample) {
		JsonNode restart = sample.status().post("restart", "{\"service\": \"languages\"}", 200);
		assertFields(restart, "id", "kind", "state", "progress", "eta", "detail");
		String id = restart.path("id").asString();
		assertThat(sample.status().post("restart", "{}", 409).path("message").asString()).contains(id);
		assertThat(sample.status().post("abort", "{\"operation\": \"start\"}", 409).path("action").asString())
			.contains("The status of the fleet names the operations");
		sample.status().post("restart", "{\"cluster\": 1, \"service\": \"languages\"}", 400);
		sample.status().post("create", "{}", 400);
		sample.status().post("restart", "{\"shard\": 99}", 409);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> sample.status().get("operations/" + id).path("state").asString().equals("COMPLETED"));
		assertThat(sample.status().get("services/languages").path("restarts").asInt()).isEqualTo(1);
		assertThat(sample.status().get("clusters/0").path("restarts").asInt()).isZero();
	}

	/**
	 * Another version of the jar, another number of clusters, and other arguments.
	 */
	private void updateAndWatch(SampleProcess sample) throws Exception {
		sample.status().post("update", "{}", 400);
		assertThat(sample.status().post("update", "{\"jar\": \"none.jar\"}", 409).path("message").asString())
			.contains("none.jar does not exist");
		Path jar = Files.copy(SampleProcess.jar(), this.home.resolve("next.jar"));
		try (FileSystem content = FileSystems.newFileSystem(jar)) {
			Files.writeString(content.getPath("BOOT-INF/classes/version.txt"), "2");
		}
		String body = json
			.writeValueAsString(Map.of("jar", jar.toString(), "clusters", 1, "jvmArgs", "-Dsample.update=\"a value\""));
		assertThat(sample.status().post("update", body, 200).path("id").asString()).isEqualTo("update-2");
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> sample.status().get("operations/update-2").path("state").asString().equals("COMPLETED"));
		JsonNode fleet = sample.status().fleet();
		assertThat(fleet.path("state").asString()).isEqualTo("RUNNING");
		assertThat(fleet.path("clusters")).hasSize(1);
		assertThat(fleet.at("/clusters/0/lastShard").asInt()).isEqualTo(3);
		assertThat(fleet.at("/clusters/0/release").asString()).isEqualTo("update-2");
		assertThat(fleet.at("/services/0/release").asString()).isEqualTo("update-2");
		assertThat(sample.noteWorkers()).extracting((worker) -> worker.info().commandLine().orElseThrow())
			.hasSize(2)
			.allMatch((line) -> line.matches(".*java-\\d+\\.args .*") && line.contains("-Dsample.update=a value"));
	}

	private static void assertHasTheDocumentedFields(JsonNode fleet) {
		assertFields(fleet, "name", "state", "shards", "clusters", "services", "identify", "operations");
		assertThat(fleet.path("name").asString()).isEqualTo("sample");
		assertFields(fleet.path("shards"), "total", "ready");
		assertThat(fleet.path("clusters")).hasSize(2).allSatisfy((cluster) -> {
			assertFields(cluster, "id", "state", "pid", "firstShard", "lastShard", "guilds", "users", "members",
					"memory", "uptime", "restarts", "ipcLatency", "shards");
			assertThat(cluster.path("shards")).hasSize(2)
				.allSatisfy((shard) -> assertFields(shard, "id", "status", "ready", "guilds", "members", "latency"));
		});
		assertThat(fleet.path("services")).hasSize(1)
			.allSatisfy((service) -> assertFields(service, "name", "state", "pid", "memory", "uptime", "restarts",
					"ipcLatency"));
		assertFields(fleet.path("identify"), "total", "remaining", "resetAfter", "maxConcurrency");
		assertThat(fleet.path("operations")).isNotEmpty()
			.allSatisfy((operation) -> assertFields(operation, "id", "kind", "state", "progress", "eta"));
	}

	private static void assertFields(JsonNode node, String... names) {
		assertThat(new TreeSet<>(node.propertyNames())).isEqualTo(new TreeSet<>(Set.of(names)));
	}

	/**
	 * Without the version of the API in its address, which all other tests have.
	 */
	@Test
	void answersOnAnEmulatorElsewhere() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(2).start();
				SampleProcess sample = SampleProcess.ofJar(Map.of("DISCORD_TOKEN", discord.token()),
						"--fleet.discord.api-url=http://127.0.0.1:" + discord.port(),
						"--fleet.discord.gateway-url=" + discord.gatewayUrl(),
						"--management.endpoints.web.exposure.include=*", "--management.endpoint.env.show-values=always",
						"--management.endpoint.configprops.show-values=always")) {
			sample.awaitLine(" is up: ");
			assertThat(sample.status().endpoints()).containsKeys("env", "configprops", "fleet", "threaddump", "metrics")
				.allSatisfy((endpoint, answer) -> assertThat(answer).as(endpoint).doesNotContain(discord.token()));
			for (int guild = 0; guild < 2; guild++) {
				discord.message(guild).content("!ping X" + guild).send().awaitReply(PATIENCE);
			}
			assertThat(sample.ctrlC()).isEqualTo(130);
			assertThat(discord.record().messages()).extracting((message) -> message.content())
				.containsExactlyInAnyOrder("Pong! X0", "Pong! X1");
			assertThat(discord.record().violations()).isEmpty();
			assertThat(sample.output()).noneMatch((line) -> line.contains(discord.token()));
			sample.assertNothingIsLeft();
		}
	}

	@Test
	void withoutATokenItSaysWhichPropertyIsMissingAndForksNothing() throws Exception {
		try (SampleProcess sample = SampleProcess.ofJar(Map.of())) {
			assertThat(sample.awaitExit()).isEqualTo(1);
			assertFailedToStart(sample.output(), "fleet.discord.token is not set", "Set fleet.discord.token");
			sample.assertNothingIsLeft();
		}
	}

	@Test
	void withoutMessageContentInThePortalItNamesTheSwitch() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().privilegedIntents().start();
				SampleProcess sample = SampleProcess.ofJar(Map.of("DISCORD_TOKEN", discord.token()),
						"--fleet.discord.api-url=" + discord.apiUrl(),
						"--fleet.discord.gateway-url=" + discord.gatewayUrl())) {
			assertThat(sample.awaitExit()).isEqualTo(1);
			assertFailedToStart(sample.output(), "MESSAGE_CONTENT", "Message Content Intent");
			assertThat(discord.record().identifies()).isEmpty();
			sample.assertNothingIsLeft();
		}
	}

	/**
	 * Nothing is forked: there is no line of a worker.
	 */
	private static void assertFailedToStart(List<String> output, String description, String action) {
		assertThat(output).anyMatch((line) -> line.contains("APPLICATION FAILED TO START"))
			.anyMatch((line) -> line.contains(description))
			.anyMatch((line) -> line.contains(action))
			.noneMatch((line) -> line.contains("fleet.cluster-") || line.contains("fleet.service-"))
			.noneMatch((line) -> line.contains("is STARTING"));
	}

}
