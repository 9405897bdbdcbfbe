package io.github.fleetboot.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of a cluster to a service and back, here and with eris-fleet's
 * {@code ipc.command}, by turns in one run. What is compared is the medians of the
 * rounds. Another profile of the workers is measured with
 * {@code -Dfleet.benchmarks.profile=fast}.
 */
class IpcComparisonIntegrationTests {

	private static final int ROUNDS = 3;

	private static final Order SMALL = new Order(100, 2_000, 20_000, 64, false);

	private static final Order LARGE = new Order(10_240, 500, 4_000, 64, false);

	private static final Order LARGE_BYTES = new Order(10_240, 500, 4_000, 64, true);

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@TempDir
	private Path directory;

	@Test
	void requestsToAService() throws Exception {
		NodeModules modules = NodeModules.install();
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(1).start();
				ConfigurableApplicationContext context = start(discord);
				ReferenceFleet theirs = ReferenceFleet.start(modules)) {
			IpcTemplate ipc = context.getBean(IpcTemplate.class);
			Comparison small = compare(ipc, theirs, SMALL);
			Comparison large = compare(ipc, theirs, LARGE);
			Comparison bytes = compare(ipc, theirs, LARGE_BYTES);
			Figures figures = new Figures("ipc-comparison");
			small.write(figures, "");
			large.write(figures, ".10kb");
			bytes.write(figures, ".10kb.bytes");
			figures.write();
			// On a busy machine each change of threads counts
			assertThat(small.p50()).isLessThan(4);
			assertThat(small.throughput()).isGreaterThan(0.4);
			assertThat(large.throughput()).isGreaterThan(0.4);
			assertThat(bytes.throughput()).isGreaterThan(0.4);
		}
		assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
	}

	private ConfigurableApplicationContext start(DiscordEmulator discord) {
		return BenchmarkApplication.run("--fleet.skip-in-tests=false", "--fleet.directory=" + this.directory,
				"--fleet.discord.api-url=" + discord.apiUrl(), "--fleet.discord.gateway-url=" + discord.gatewayUrl(),
				"--fleet.discord.token=" + discord.token(), "--spring.main.banner-mode=off",
				"--fleet.workers.profile=" + System.getProperty("fleet.benchmarks.profile", "small"));
	}

	private static Comparison compare(IpcTemplate ipc, ReferenceFleet theirs, Order order) throws Exception {
		List<Measurement> ofOurs = new ArrayList<>();
		List<Measurement> ofTheirs = new ArrayList<>();
		// The first round warms both up
		for (int round = 0; round <= ROUNDS; round++) {
			Measurement reference = theirs.measure(order);
			Measurement own = measure(ipc, order);
			if (round > 0) {
				ofTheirs.add(reference);
				ofOurs.add(own);
			}
		}
		return new Comparison(ofOurs, ofTheirs);
	}

	/**
	 * The cluster is waited for: the first order is sent while it starts.
	 */
	private static Measurement measure(IpcTemplate ipc, Order order) throws Exception {
		return ipc.requestAsync(IpcDestination.cluster(0).route("measure"), order, Measurement.class, PATIENCE)
			.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	/**
	 * Both sides of one order.
	 *
	 * @param ours what the fleet measured, round by round
	 * @param theirs what eris-fleet measured
	 */
	private record Comparison(List<Measurement> ours, List<Measurement> theirs) {

		double p50() {
			return ratio((measurement) -> measurement.percentile(50));
		}

		double p99() {
			return ratio((measurement) -> measurement.percentile(99));
		}

		double throughput() {
			return ratio(Measurement::perSecond);
		}

		private double ratio(ToDoubleFunction<Measurement> figure) {
			return median(this.ours, figure) / median(this.theirs, figure);
		}

		private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
			return rounds.stream().mapToDouble(figure).sorted().skip(rounds.size() / 2).findFirst().orElseThrow();
		}

		void write(Figures figures, String suffix) {
			figures.put("ipc.ratio.p50" + suffix, p50())
				.put("ipc.ratio.p99" + suffix, p99())
				.put("ipc.ratio.throughput" + suffix, throughput())
				.put("reference.p50.micros" + suffix, median(this.theirs, (m) -> m.percentile(50)))
				.put("reference.per.second" + suffix, median(this.theirs, Measurement::perSecond))
				.put("ipc.p50.micros" + suffix, median(this.ours, (measurement) -> measurement.percentile(50)))
				.put("ipc.p99.micros" + suffix, median(this.ours, (measurement) -> measurement.percentile(99)))
				.put("ipc.per.second" + suffix, median(this.ours, Measurement::perSecond));
		}

	}

}
