package io.github.fleetboot.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.logging.WorkerLogs;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.logging.LogCounts;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.EvalRequest;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What workers log, in a fleet of one cluster and two services. Methods that kill workers
 * come last, and leave a whole fleet behind.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int WAVES = 200_000;

	private static BotFleet fleet;

	@BeforeAll
	static void start() {
		DiscordEmulator discord = DiscordEmulator.builder().guilds(2).shards(1).rateLimits(false).start();
		fleet = BotFleet
			.start(discord, "--fleet.workers.shutdown-timeout=20s", "--logging.level.chat=debug",
					"--fleet.logging.exclude=shard_ready")
			.awaitReady();
	}

	@AfterAll
	static void stop() {
		fleet.close();
	}

	@Test
	@Order(1)
	void anExpressionIsRefusedAndLoggedUnlessSwitchedOn() {
		try (AdmiralLog log = AdmiralLog.listen((event) -> event.getFormattedMessage().contains("the token, please"))) {
			assertThatExceptionOfType(IpcRemoteException.class)
				.isThrownBy(() -> fleet.ipc()
					.convertSendAndReceive(IpcDestination.cluster(0).route(ControlRoutes.EVAL),
							new EvalRequest("'the token, please'", true), String.class))
				.withMessageContaining("fleet.eval.enabled");
			Awaitility.await().atMost(PATIENCE).until(() -> !log.events().isEmpty());
			assertThat(log.events()).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.WARN);
				assertThat(event.getFormattedMessage()).contains("admiral", "fleet.eval.enabled");
				assertThat(event.getMDCPropertyMap()).containsEntry("fleet.worker", "cluster-0");
			});
		}
	}

	@Test
	@Order(1)
	void aLineArrivesAsItWasLogged() {
		try (AdmiralLog log = AdmiralLog.listen((event) -> event.getLoggerName().equals("chat.harbour"))) {
			Instant before = Instant.now();
			for (String level : List.of("DEBUG", "INFO", "WARN", "ERROR")) {
				tell("log", Map.of("level", level, "text", "{} of " + level));
			}
			Awaitility.await().atMost(PATIENCE).until(() -> log.events().size() == 4);
			assertThat(log.events()).extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
				.containsExactly(tuple(Level.DEBUG, "{} of DEBUG"), tuple(Level.INFO, "{} of INFO"),
						tuple(Level.WARN, "{} of WARN"), tuple(Level.ERROR, "{} of ERROR"));
			assertThat(log.events()).allSatisfy((event) -> {
				assertThat(event.getThreadName()).startsWith("fleet-ipc-handler");
				assertThat(event.getMDCPropertyMap())
					.isEqualTo(Map.of("ship", "Santa Maria", "fleet.worker", "cluster-0"));
				assertThat(event.getKeyValuePairs()).extracting((pair) -> pair.key, (pair) -> pair.value)
					.containsExactly(tuple("knots", 12), tuple("anchored", true));
				assertThat(event.getMarkerList()).extracting(Marker::getName).containsExactly("HARBOUR");
				assertThat(event.getInstant()).isBetween(before.minusMillis(1), Instant.now());
			});
		}
	}

	@Test
	@Order(1)
	void anExceptionArrivesWithItsClassStackTraceAndCause() {
		try (AdmiralLog log = AdmiralLog.listen((event) -> event.getLoggerName().equals("chat.harbour"))) {
			tell("log", Map.of("level", "ERROR", "text", "leak", "failure", "the bilge is full"));
			Awaitility.await().atMost(PATIENCE).until(() -> !log.events().isEmpty());
			String trace = ThrowableProxyUtil.asString(log.events().get(0).getThrowableProxy());
			assertThat(trace).startsWith("java.lang.IllegalStateException: the bilge is full")
				.contains("\tat " + ChattyCluster.class.getName() + ".failure(ChattyCluster.java:")
				.contains("\tat java.base/java.lang.Thread.run(Thread.java:")
				.contains("Caused by: java.lang.UnsupportedOperationException: no pump")
				.contains(" common frames omitted");
		}
	}

	@Test
	@Order(1)
	void aLevelOfTheWorkersLoggerQuietensThatWorkerAlone() {
		Logger worker = (Logger) LoggerFactory.getLogger("fleet.cluster-0");
		try (AdmiralLog log = AdmiralLog.listen((event) -> event.getLoggerName().equals("chat.harbour"))) {
			worker.setLevel(Level.WARN);
			tell("log", Map.of("level", "INFO", "text", "whispered"));
			tell("log", Map.of("level", "WARN", "text", "shouted"));
			Awaitility.await().atMost(PATIENCE).until(() -> !log.with("shouted").isEmpty());
			assertThat(log.with("whispered")).isEmpty();
		}
		finally {
			worker.setLevel(null);
		}
	}

	@Test
	@Order(1)
	void whatIsPrintedArrivesUnderTheNameOfTheWorker() {
		try (AdmiralLog log = AdmiralLog.listen((event) -> true)) {
			tell("print", "ahoy from standard output");
			Awaitility.await().atMost(PATIENCE).until(() -> !log.with("ahoy from standard output").isEmpty());
			assertThat(log.with("ahoy from standard output")).singleElement().satisfies((event) -> {
				assertThat(event.getLoggerName()).isEqualTo("fleet.cluster-0");
				assertThat(event.getMDCPropertyMap()).containsEntry("fleet.worker", "cluster-0");
			});
		}
	}

	@Test
	@Order(2)
	void aFloodIsBoundedAndCountedAndBlocksNobody() throws Exception {
		try (AdmiralLog log = AdmiralLog
			.listen((event) -> "cluster-0".equals(event.getMDCPropertyMap().get("fleet.worker")))) {
			LogCounts before = counts();
			Long millis = fleet.ipc().convertSendAndReceive(cluster("flood"), WAVES, Long.class, PATIENCE);
			assertThat(millis).isLessThan(10_000);
			new Figures("logs").put("logs.flood.lines.per.second", WAVES * 1000L / Math.max(1, millis)).write();
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> !log.with("records of this worker's log were left out").isEmpty());
			int waves = log.with("wave ").size();
			assertThat(waves).isBetween(1_000, 5_000 + (int) (millis + 10_000));
			assertThat(log.with("left out")).first().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.WARN);
				assertThat(event.getFormattedMessage()).contains("fleet.logging.rate-limit").contains("INFO ");
			});
			LogCounts after = counts();
			assertThat(waves + after.rateLimited() + after.dropped() - before.rateLimited() - before.dropped())
				.isEqualTo(WAVES);
			assertThat(fleet.ipc().convertSendAndReceive(cluster("guild-count"), "", Long.class)).isEqualTo(2);
		}
	}

	@Test
	@Order(3)
	void theReportOfACrashHoldsWhatTheWorkerLoggedAndPrintedLast() {
		try (AdmiralLog log = AdmiralLog.listen((event) -> true)) {
			// What is logged in the very moment of a crash dies with its JVM
			tell("log", Map.of("level", "WARN", "text", "man overboard"));
			Awaitility.await().atMost(PATIENCE).until(() -> !log.with("man overboard").isEmpty());
			fleet.ipc().convertAndSend(cluster("crash"), "halted");
			Awaitility.await().atMost(PATIENCE).until(() -> fleet.cluster(0).restarts() == 1);
			assertThat(log.with("exit code 42"))
				.anySatisfy((event) -> assertThat(event.getFormattedMessage()).contains("chat.harbour : man overboard")
					.contains("halted"));
			fleet.awaitReady();
			// The new JVM's log is filtered as well
			assertThat(log.with("Shard 0 connects")).isNotEmpty()
				.allSatisfy((event) -> assertThat(event.getKeyValuePairs()).extracting((pair) -> pair.value)
					.containsExactly("shard_connect"));
			assertThat(log.with("Shard 0 is ready")).isEmpty();
			assertThat(counts().rateLimited()).isZero();
		}
	}

	private static LogCounts counts() {
		return fleet.context().getBean(WorkerLogs.class).counts().get(WorkerId.cluster(0));
	}

	private static void tell(String route, Object payload) {
		fleet.ipc().convertSendAndReceive(cluster(route), payload, Void.class);
	}

	private static IpcDestination cluster(String route) {
		return IpcDestination.cluster(0).route(route);
	}

}
