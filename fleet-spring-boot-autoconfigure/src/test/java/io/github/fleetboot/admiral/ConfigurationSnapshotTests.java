package io.github.fleetboot.admiral;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.junit.jupiter.api.Test;

import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ConfigurationSnapshot}.
 */
class ConfigurationSnapshotTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	private final MutablePropertySources sources = this.environment.getPropertySources();

	ConfigurationSnapshotTests() {
		this.sources.replace("systemProperties", map("systemProperties", "java.home", "/jdk", "LOG_FILE", "bot.log",
				"fleet.worker", "cluster-9", "fleet.token", "geheim"));
		this.sources.replace("systemEnvironment", map("systemEnvironment", "PATH", "/bin"));
	}

	@Test
	void theOrderIsKept() {
		this.sources.addFirst(new SimpleCommandLinePropertySource("--a=${b}", "--list=1", "--list=2", "file.txt"));
		this.sources.addLast(new RandomValuePropertySource());
		this.sources.addLast(map("Config resource 'application.yml'", "a", 1, "b", true));
		this.sources.addLast(map("defaultProperties", "types", List.of(String.class, Integer.class)));
		assertThat(ConfigurationSnapshot.of(this.environment).propertySources())
			.filteredOn((source) -> source.position() != Position.WORKER)
			.extracting(PropertySourceRecord::name, PropertySourceRecord::position, PropertySourceRecord::properties)
			.containsExactly(tuple("commandLineArgs", Position.OVERRIDE, Map.of("a", "${b}", "list", "1,2")),
					tuple("systemProperties", Position.OVERRIDE, Map.of("fleet.token", "geheim")),
					tuple("Config resource 'application.yml'", Position.LOADED, Map.of("a", "1", "b", "true")),
					tuple("defaultProperties", Position.DEFAULT,
							Map.of("types", "java.lang.String,java.lang.Integer")));
	}

	@Test
	void propertiesForWorkersComeFromAllSources() {
		this.sources.addFirst(map("test", "fleet.workers.properties.spring.flyway.enabled", "true"));
		this.sources.addLast(map("file", "fleet.workers.properties.spring.flyway.enabled", "false",
				"fleet.workers.properties.pool.maxSize", "2"));
		PropertySourceRecord first = ConfigurationSnapshot.of(this.environment).propertySources().get(0);
		assertThat(first.position()).isEqualTo(Position.WORKER);
		assertThat(first.properties()).isEqualTo(Map.of("spring.flyway.enabled", "true", "pool.maxSize", "2"));
	}

	@Test
	void aSourceThatCannotBeEnumeratedIsSkipped() {
		this.sources.addFirst(new PropertySource<>("vault", "secret") {

			@Override
			public Object getProperty(String name) {
				return name.equals("password") ? "value" : null;
			}

		});
		assertThat(ConfigurationSnapshot.of(this.environment).propertySources()).extracting(PropertySourceRecord::name)
			.doesNotContain("vault");
	}

	@Test
	void theProfileOfTheRoleComesLast() {
		this.environment.setActiveProfiles("prod", "fleet-admiral", "eu");
		ConfigurationSnapshot snapshot = ConfigurationSnapshot.of(this.environment);
		assertThat(snapshot.profilesFor(FleetRole.SERVICE)).containsExactly("prod", "eu", "fleet-service");
	}

	@Test
	void itsTextHoldsNoValue() {
		assertThat(ConfigurationSnapshot.of(this.environment).toString()).contains("systemProperties")
			.doesNotContain("geheim");
	}

	private static MapPropertySource map(String name, Object... pairs) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put((String) pairs[i], pairs[i + 1]);
		}
		return new MapPropertySource(name, map);
	}

}
