package io.github.fleetboot.worker.context;

import java.util.List;
import java.util.Map;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdmiralConfiguration}.
 */
class AdmiralConfigurationTests {

	private static final String FILE = "Config resource 'class path resource [application.yml]'";

	private static final String WORKER_FILE = "Config resource 'class path resource [application-fleet-cluster.yml]'";

	private final StandardEnvironment environment = new StandardEnvironment();

	private final MutablePropertySources sources = this.environment.getPropertySources();

	@Test
	void whatStoodAboveTheEnvironmentDoesSoInTheSameOrder() {
		this.sources.addFirst(map("child", "a", "child"));
		receive(source("commandLineArgs", Position.OVERRIDE, Map.of("a", "first")),
				source("systemProperties", Position.OVERRIDE, Map.of("a", "second", "b", "second")));
		assertThat(this.environment.getProperty("a")).isEqualTo("first");
		assertThat(this.environment.getProperty("b")).isEqualTo("second");
		assertThat(this.environment.getProperty("java.home")).isEqualTo(System.getProperty("java.home"));
	}

	@Test
	void defaultPropertiesStayBelowAllOthers() {
		this.sources.addLast(map("defaultProperties", "a", "child"));
		receive(source("defaultProperties", Position.DEFAULT, Map.of("a", "admiral", "b", "admiral")));
		this.sources.addBefore("defaultProperties", map(FILE, "b", "file"));
		assertThat(this.environment.getProperty("a")).isEqualTo("admiral");
		assertThat(this.environment.getProperty("b")).isEqualTo("file");
	}

	@Test
	void theContentOfFilesIsThatOfTheAdmiral() {
		this.sources.addLast(map(FILE, "a", "edited", "added", "later"));
		receive(source(FILE, Position.LOADED, Map.of("a", "as it was")),
				source("gone", Position.LOADED, Map.of("b", "b")));
		assertThat(this.environment.getProperty("a")).isEqualTo("as it was");
		assertThat(this.environment.containsProperty("added")).isFalse();
		assertThat(this.environment.containsProperty("b")).isFalse();
	}

	@Test
	void roleDefaultsBeatWhatTheApplicationSays() {
		this.sources.addLast(map(FILE, "spring.flyway.enabled", "true"));
		receive(source("commandLineArgs", Position.OVERRIDE, Map.of("logging.file.name", "bot.log")),
				source(FILE, Position.LOADED, Map.of("spring.flyway.enabled", "true")));
		assertThat(this.environment.getProperty("spring.flyway.enabled")).isEqualTo("false");
		assertThat(this.environment.getProperty("spring.jpa.hibernate.ddl-auto")).isEqualTo("none");
		assertThat(this.environment.getProperty("logging.file.name")).isEmpty();
		assertThat(this.environment.getProperty("fleet.worker")).isEqualTo("cluster-0");
	}

	@Test
	void propertiesForWorkersBeatRoleDefaults() {
		receive(source("fleet.workers.properties", Position.WORKER, Map.of("spring.flyway.enabled", "true")));
		assertThat(this.environment.getProperty("spring.flyway.enabled")).isEqualTo("true");
	}

	@Test
	void aFileThatOnlyWorkersReadBeatsRoleDefaults() {
		this.sources.addLast(map(WORKER_FILE, "spring.flywayEnabled", "x", "spring.flyway.Enabled", "true"));
		receive();
		assertThat(this.environment.getProperty("spring.flyway.enabled")).isNull();
		assertThat(this.environment.getProperty("spring.liquibase.enabled")).isEqualTo("false");
	}

	private void receive(PropertySourceRecord... records) {
		AdmiralConfiguration configuration = new AdmiralConfiguration(
				new LaunchOrder(WorkerId.cluster(0), 0, "", new byte[0], List.of(), List.of(records), null, 1));
		configuration.addTo(this.environment);
		configuration.replaceIn(this.environment);
	}

	private static PropertySourceRecord source(String name, Position position, Map<String, String> properties) {
		return new PropertySourceRecord(name, position, properties);
	}

	private static MapPropertySource map(String name, String... pairs) {
		return new MapPropertySource(name,
				(pairs.length == 2) ? Map.of(pairs[0], pairs[1]) : Map.of(pairs[0], pairs[1], pairs[2], pairs[3]));
	}

}
