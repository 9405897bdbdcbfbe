package io.github.fleetboot.worker.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcLinkFigures;
import io.github.fleetboot.ipc.IpcReplies;
import io.github.fleetboot.stats.MeterSample;
import io.github.fleetboot.stats.MeterSelection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IpcMeters}.
 */
class IpcMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final IpcHandlers handlers = new IpcHandlers(new CborMessageConverter(), 1, 1);

	@Test
	void ofAWorkerAreReadForTheAdmiral() {
		new IpcMeters(new Link(WorkerId.cluster(0)), this.handlers).bindTo(this.registry);
		RegistryReader reader = new RegistryReader(this.registry, new MeterSelection(Set.of("*"), Set.of(), 100));
		assertThat(reader.read().samples())
			.extracting((sample) -> sample.name() + sample.tags() + "=" + sample.value() + " " + sample.unit())
			.containsExactlyInAnyOrder("fleet.ipc.requests.open[direction, sent]=1.0 null",
					"fleet.ipc.requests.open[direction, received]=2.0 null", "fleet.ipc.outbox.messages[]=3.0 null",
					"fleet.ipc.outbox[]=4.0 bytes", "fleet.ipc.refused[direction, sent]=5.0 null",
					"fleet.ipc.refused[direction, received]=0.0 null", "fleet.ipc.dropped[]=0.0 null");
		assertThat(reader.read().samples()).extracting(MeterSample::description).doesNotContainNull();
	}

	@Test
	void ofTheAdmiralNameIt() {
		new IpcMeters(new Link(WorkerId.admiral()), this.handlers).bindTo(this.registry);
		assertThat(this.registry.getMeters())
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("fleet.worker")).isEqualTo("admiral"));
	}

	@Test
	void theGuideHasThemAll() throws IOException {
		new IpcMeters(new Link(WorkerId.cluster(0)), this.handlers).bindTo(this.registry);
		Set<String> rows = this.registry.getMeters()
			.stream()
			.map((meter) -> "| `%s` | %s | %s | %s |".formatted(meter.getId().getName(),
					meter.getId().getTags().isEmpty() ? "–" : "`direction`",
					(meter.getId().getBaseUnit() != null) ? meter.getId().getBaseUnit() : "–",
					meter.getId().getDescription()))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(Files.readAllLines(Path.of("../docs/monitoring.md"))).containsAll(rows);
	}

	/**
	 * A link with figures.
	 *
	 * @param self whose it is
	 */
	private record Link(WorkerId self) implements IpcLink {

		@Override
		public IpcLinkFigures figures() {
			return new IpcLinkFigures(1, 2, 3, 4, 5);
		}

		@Override
		public boolean isConnected() {
			return true;
		}

		@Override
		public void send(IpcDestination destination, IpcContent content, Duration timeout) {
			throw new UnsupportedOperationException();
		}

		@Override
		public IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
			throw new UnsupportedOperationException();
		}

		@Override
		public IpcCall requestAll(IpcDestination destination, IpcContent content, Duration timeout,
				IpcReplies replies) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
		}

	}

}
