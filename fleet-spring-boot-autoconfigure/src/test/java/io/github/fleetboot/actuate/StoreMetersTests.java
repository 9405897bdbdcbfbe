package io.github.fleetboot.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.store.EngineFleetStore;
import io.github.fleetboot.store.FleetStore;
import io.github.fleetboot.store.InMemoryStoreEngine;
import io.github.fleetboot.store.StoreLimitException;
import io.github.fleetboot.store.StoreLimits;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StoreMeters}.
 */
class StoreMetersTests {

	private final InMemoryStoreEngine engine = new InMemoryStoreEngine(new StoreLimits(2, 100, 150), System::nanoTime);

	private final FleetStore store = new EngineFleetStore(this.engine, new CborMessageConverter());

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	@BeforeEach
	void bind() {
		new StoreMeters(this.engine::figures).bindTo(this.registry);
	}

	private List<String> scrape() {
		return this.registry.scrape().lines().toList();
	}

	@Test
	void followTheStore() {
		assertThat(scrape()).contains("fleet_store_entries 0.0", "fleet_store_size_bytes 0.0",
				"fleet_store_refused_total{limit=\"max-entries\"} 0.0",
				"fleet_store_refused_total{limit=\"max-size\"} 0.0",
				"fleet_store_refused_total{limit=\"max-value-size\"} 0.0");
		this.store.put("abc", new byte[80]);
		this.store.put("def", new byte[50]);
		refused("ghi", 1);
		refused("ghi", 1);
		refused("abc", 100 + 1);
		refused("abc", 99);
		assertThat(scrape()).contains("fleet_store_entries 2.0", "fleet_store_size_bytes 136.0",
				"fleet_store_refused_total{limit=\"max-entries\"} 2.0",
				"fleet_store_refused_total{limit=\"max-size\"} 1.0",
				"fleet_store_refused_total{limit=\"max-value-size\"} 1.0");
		this.store.remove("def");
		assertThat(scrape()).contains("fleet_store_entries 1.0", "fleet_store_size_bytes 83.0");
	}

	private void refused(String key, int bytes) {
		assertThatExceptionOfType(StoreLimitException.class).isThrownBy(() -> this.store.put(key, new byte[bytes]));
	}

	@Test
	void theGuideHasThemAll() throws IOException {
		List<String> documented = Files.readAllLines(Path.of("../docs/monitoring.md"));
		for (Meter meter : this.registry.getMeters()) {
			String unit = meter.getId().getBaseUnit();
			assertThat(documented).contains("| `%s` | %s | %s | %s |".formatted(meter.getId().getName(),
					meter.getId().getTags().isEmpty() ? "–" : "`limit`", (unit != null) ? unit : "–",
					meter.getId().getDescription()));
		}
	}

}
