package io.github.fleetboot.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.process.HostMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WorkerHeaps}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkerHeapsTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	private static final WorkerId SEARCH = WorkerId.service("search");

	private static final WorkerId OTHER = WorkerId.service("other");

	@Test
	void withoutAPropertyEachHasAShareButNoMoreThanTheJvmWouldTake() {
		WorkerHeaps heaps = heaps(Map.of("fleet.services.instances.search.heap", "200MB"));
		heaps.plan(List.of(CLUSTER, SEARCH));
		assertThat(heaps.arguments(SEARCH)).containsExactly("-Xmx200m");
		assertThat(megabytes(heaps.arguments(CLUSTER))).isLessThanOrEqualTo((HostMemory.total() >> 20) / 4);
	}

	@Test
	void withoutAPropertyWhatCannotFitIsLeftToTheJvm(CapturedOutput output) {
		WorkerHeaps heaps = heaps(Map.of("fleet.services.heap", "100000GB"));
		heaps.plan(List.of(CLUSTER, SEARCH));
		assertThat(heaps.arguments(CLUSTER)).isEmpty();
		assertThat(output).contains("Not all workers may fit into memory").contains("The fleet needs");
	}

	@Test
	void autoIsRefusedIfItCannotFit() {
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> heaps(Map.of("fleet.clusters.heap", "auto", "fleet.services.heap", "100000GB"))
				.plan(List.of(CLUSTER, SEARCH)));
	}

	@Test
	void anUpdateDividesAnewByItsArguments() {
		WorkerHeaps heaps = heaps(Map.of("fleet.clusters.jvm-args", "-Xmx100m", "fleet.workers.jvm-args", "-Da=b"));
		heaps.plan(List.of(CLUSTER, SEARCH));
		WorkerHeaps updated = heaps.updated(FleetUpdate.of().withClusterJvmArgs("-Xmx300m"));
		updated.plan(List.of(CLUSTER, WorkerId.cluster(1), SEARCH));
		assertThat(updated.configured(CLUSTER)).containsExactly("-Da=b", "-Xmx300m");
		assertThat(updated.configured(SEARCH)).containsExactly("-Da=b");
		assertThat(updated.arguments(CLUSTER)).containsExactly("-Xmx300m");
		assertThat(heaps.arguments(WorkerId.cluster(1))).as("of an update that did not succeed")
			.containsExactly("-Xmx100m");
	}

	@Test
	void withNoneTheJvmDecides() {
		WorkerHeaps heaps = heaps(Map.of("fleet.clusters.heap", "none"));
		heaps.plan(List.of(CLUSTER, SEARCH));
		assertThat(heaps.arguments(CLUSTER)).isEmpty();
		assertThat(heaps.arguments(SEARCH)).isEmpty();
	}

	@Test
	void eachKindHasItsSizeAndEachServiceItsOwn() {
		WorkerHeaps heaps = heaps(Map.of("fleet.clusters.heap", "512MB", "fleet.services.heap", "100MB",
				"fleet.services.instances.search.heap", "200MB"));
		heaps.plan(List.of(CLUSTER, SEARCH, OTHER));
		assertThat(heaps.arguments(CLUSTER)).containsExactly("-Xmx512m");
		assertThat(heaps.arguments(SEARCH)).containsExactly("-Xmx200m");
		assertThat(heaps.arguments(OTHER)).containsExactly("-Xmx100m");
	}

	@Test
	void autoGivesAShareToWhoHasNoHeapOfItsOwn() {
		WorkerHeaps heaps = heaps(Map.of("fleet.clusters.heap", "auto", "fleet.services.instances.search.jvm-args",
				"-Xmx100m", "fleet.workers.jvm-args", "-Dsome=thing"));
		heaps.plan(List.of(CLUSTER, SEARCH, OTHER));
		assertThat(heaps.arguments(CLUSTER)).hasSize(1).isEqualTo(heaps.arguments(OTHER));
		assertThat(heaps.arguments(SEARCH)).containsExactly("-Xmx100m");
		assertThat(heaps.configured(SEARCH)).containsExactly("-Dsome=thing", "-Xmx100m");
	}

	@Test
	void whatIsCreatedLaterHasNoMoreThanTheOthers() {
		WorkerHeaps heaps = heaps(Map.of("fleet.clusters.heap", "auto"));
		heaps.plan(List.of(CLUSTER, SEARCH));
		assertThat(megabytes(heaps.arguments(OTHER)))
			.isEqualTo(Math.min(megabytes(heaps.arguments(CLUSTER)), megabytes(heaps.arguments(SEARCH))));
		assertThat(heaps(Map.of()).arguments(OTHER)).isEmpty();
	}

	@Test
	void whatAllWorkersHaveIsFollowedByWhatTheirKindHas() {
		WorkerHeaps heaps = heaps(Map.of("fleet.workers.jvm-args", "-Da=1,-Db=2", "fleet.clusters.jvm-args", "-Dc=3",
				"fleet.services.instances.search.jvm-args", "-Dd=4"));
		assertThat(heaps.configured(CLUSTER)).containsExactly("-Da=1", "-Db=2", "-Dc=3");
		assertThat(heaps.configured(SEARCH)).containsExactly("-Da=1", "-Db=2", "-Dd=4");
		assertThat(heaps.configured(OTHER)).containsExactly("-Da=1", "-Db=2");
		assertThat(heaps(Map.of()).configured(CLUSTER)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "much", "10MB", "-1GB" })
	void aSizeThatMakesNoSenseIsRefused(String size) {
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> heaps(Map.of("fleet.clusters.heap", size)).plan(List.of(CLUSTER)))
			.withMessageContaining("fleet.clusters.heap");
	}

	private static long megabytes(List<String> arguments) {
		assertThat(arguments).hasSize(1);
		return Long.parseLong(arguments.get(0).replaceAll("[^0-9]", ""));
	}

	private static WorkerHeaps heaps(Map<String, String> properties) {
		return new WorkerHeaps(new Binder(new MapConfigurationPropertySource(new HashMap<>(properties)))
			.bindOrCreate("fleet", FleetProperties.class));
	}

}
