package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BotToken}.
 */
class BotTokenTests {

	private static final String REAL = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs";

	private final BotToken token = new BotToken(REAL);

	@Test
	void noSourceTellsIt() {
		ConfigurationSnapshot hidden = this.token.hideFrom(snapshot(
				new PropertySourceRecord("commandLineArgs", Position.OVERRIDE,
						Map.of("fleet.discord.token", "Bot " + REAL, "port", "8080")),
				new PropertySourceRecord("file", Position.LOADED,
						Map.of("fleet.discord.token", "${DISCORD_TOKEN}", "other.copy", REAL, "url", "x?t=" + REAL))));
		assertThat(hidden.propertySources().subList(1, 4)).allSatisfy(
				(source) -> assertThat(source.properties().values()).noneMatch((value) -> value.contains(REAL)));
		assertThat(hidden.propertySources().get(1).properties()).containsEntry("fleet.discord.token", "");
		assertThat(hidden.propertySources().get(2).properties()).containsOnlyKeys("port");
		assertThat(hidden.activeProfiles()).containsExactly("prod");
	}

	@Test
	void whatWasMeantForWorkersStays() {
		ConfigurationSnapshot hidden = this.token.hideFrom(snapshot());
		assertThat(hidden.propertySources().get(0).properties()).containsEntry("moderation.token", REAL);
	}

	@Test
	void noEnvironmentVariableTellsIt() {
		Map<String, String> variables = new HashMap<>(
				Map.of("DISCORD_TOKEN", REAL, "SPRING_APPLICATION_JSON", "{\"t\":\"" + REAL + "\"}", "PATH", "/bin"));
		this.token.hideFrom(variables);
		assertThat(variables).containsOnlyKeys("PATH");
	}

	@Test
	void aTokenThatIsAWordDoesNotTakeOthersAway() {
		Map<String, String> variables = new HashMap<>(
				Map.of("TOKEN", "local", "BOT", "Bot local", "PATH", "/usr/local/bin"));
		new BotToken("local").hideFrom(variables);
		assertThat(variables).containsOnlyKeys("PATH");
	}

	@Test
	void itsTextDoesNotTellIt() {
		assertThat(this.token).asString().doesNotContain(REAL);
	}

	private static ConfigurationSnapshot snapshot(PropertySourceRecord... sources) {
		List<PropertySourceRecord> all = new ArrayList<>(List.of(new PropertySourceRecord(
				ConfigurationSnapshot.WORKER_PROPERTIES, Position.WORKER, Map.of("moderation.token", REAL))));
		all.addAll(List.of(sources));
		return new ConfigurationSnapshot(List.of("prod"), all);
	}

}
