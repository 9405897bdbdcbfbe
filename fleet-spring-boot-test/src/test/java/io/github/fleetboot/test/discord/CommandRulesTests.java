package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.stream.IntStream;

import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How an application's commands are registered.
 */
class CommandRulesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private DiscordEmulator discord;

	private RestClient rest;

	private String commands;

	@BeforeEach
	void start() {
		this.discord = DiscordEmulator.builder().guilds(2).rateLimits(false).start();
		this.rest = new RestClient(this.discord);
		this.commands = "applications/%d/commands".formatted(this.discord.applicationId());
	}

	@AfterEach
	void stop() {
		this.rest.close();
		this.discord.close();
	}

	@Test
	void commandsAreCreatedReplacedChangedAndDeleted() throws Exception {
		JsonNode put = this.rest.send("PUT", this.commands, "[{\"name\":\"a\",\"description\":\"d\"}]").json();
		assertThat(put.path(0).path("application_id").stringValue())
			.isEqualTo(Long.toString(this.discord.applicationId()));
		RestClient.Answer created = this.rest.post(this.commands, "{\"name\":\"b\",\"description\":\"d\"}");
		assertThat(created.status()).isEqualTo(201);
		RestClient.Answer replaced = this.rest.post(this.commands, "{\"name\":\"b\",\"description\":\"e\"}");
		assertThat(replaced.status()).isEqualTo(200);
		assertThat(replaced.json().path("id")).isEqualTo(created.json().path("id"));
		String one = this.commands + "/" + created.json().path("id").stringValue();
		JsonNode changed = this.rest.send("PATCH", one, "{\"description\":\"f\"}").json();
		assertThat(changed.path("name").stringValue()).isEqualTo("b");
		assertThat(changed.path("version")).isNotEqualTo(replaced.json().path("version"));
		assertThat(this.rest.get(one).json().path("description").stringValue()).isEqualTo("f");
		assertThat(this.rest.get(this.commands).json()).hasSize(2);
		assertThat(this.rest.send("DELETE", one, null).status()).isEqualTo(204);
		assertThat(this.rest.get(one).code()).isEqualTo(10063);
	}

	@Test
	void aGuildHasCommandsOfItsOwn() throws Exception {
		String ofGuild = "applications/%d/guilds/%d/commands".formatted(this.discord.applicationId(),
				this.discord.guild(1).id());
		this.rest.send("PUT", ofGuild, "[{\"name\":\"c\",\"description\":\"d\"}]");
		this.discord.awaitCommand(1, "c", PATIENCE);
		assertThatExceptionOfType(EmulatorTimeoutException.class)
			.isThrownBy(() -> this.discord.awaitCommand(0, "c", Duration.ofMillis(1)));
		assertThat(this.rest.send("PUT", "applications/1/commands", "[]").status()).isEqualTo(403);
		assertThat(this.rest.get(ofGuild.replace("/commands", "1/commands")).code()).isEqualTo(50001);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"name":"A","description":"d"}                  | name                 | APPLICATION_COMMAND_INVALID_NAME
					{"name":"a b","description":"d"}                | name                 | APPLICATION_COMMAND_INVALID_NAME
					{"description":"d"}                             | name                 | BASE_TYPE_REQUIRED
					{"name":"a"}                                    | description          | BASE_TYPE_REQUIRED
					{"name":"a","description":"d","type":2}         | description          | APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION
					{"name":"a","description":"d","type":9}         | type                 | NUMBER_TYPE_MAX
					{"name":"a","description":"d","options":[{"type":3,"name":"b"}]} | options.0.description | BASE_TYPE_REQUIRED
					{"name":"a","description":"d","options":[{"type":3,"name":"b","description":"d"},{"type":3,"name":"b","description":"d"}]} | options.1.name | APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS
					{"name":"a","description":"d","options":[{"type":3,"name":"b","description":"d"},{"type":3,"name":"c","description":"d","required":true}]} | options.1 | APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID
					""")
	void namesTheFieldThatIsWrong(String command, String path, String code) throws Exception {
		RestClient.Answer one = this.rest.post(this.commands, command);
		assertThat(one.status()).isEqualTo(400);
		assertThat(one.error(path)).isEqualTo(code);
		assertThat(this.rest.send("PUT", this.commands, "[" + command + "]").error("0." + path)).isEqualTo(code);
	}

	@ParameterizedTest
	@CsvSource({ "1, 100", "2, 15", "3, 15" })
	void eachTypeHasALimit(int type, int most) throws Exception {
		assertThat(this.rest.send("PUT", this.commands, list(type, most)).status()).isEqualTo(200);
		RestClient.Answer refused = this.rest.post(this.commands, command(type, 1000));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.code()).isEqualTo(30032);
		assertThat(this.rest.send("PUT", this.commands, list(type, most + 1)).code()).isEqualTo(30032);
	}

	private static String list(int type, int count) {
		return IntStream.range(0, count).mapToObj((i) -> command(type, i)).collect(joining(",", "[", "]"));
	}

	private static String command(int type, int number) {
		return "{\"name\":\"c%d\",\"type\":%d%s}".formatted(number, type, (type == 1) ? ",\"description\":\"d\"" : "");
	}

	@Test
	void onlySoManyAreCreatedInADay() throws Exception {
		assertThat(this.rest.send("PUT", this.commands, list(1, 100)).status()).isEqualTo(200);
		assertThat(this.rest.send("PUT", this.commands, list(1, 100)).status()).isEqualTo(200);
		assertThat(this.rest.send("PUT", this.commands, "[]").status()).isEqualTo(200);
		assertThat(this.rest.send("PUT", this.commands, list(1, 100)).status()).isEqualTo(200);
		assertThat(this.rest.send("PUT", this.commands, list(1, 99)).status()).isEqualTo(200);
		RestClient.Answer refused = this.rest.post(this.commands, command(1, 1000));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.code()).isEqualTo(30034);
		assertThat(this.rest.post(this.commands, command(1, 5)).status()).isEqualTo(200);
	}

	@Test
	void namesAreUnique() throws Exception {
		assertThat(this.rest.send("PUT", this.commands, "[" + command(1, 1) + "," + command(1, 1) + "]").error("1"))
			.isEqualTo("APPLICATION_COMMANDS_DUPLICATE_NAME");
		assertThat(this.rest.send("PUT", this.commands, "[" + command(1, 1) + "," + command(2, 1) + "]").status())
			.isEqualTo(200);
	}

}
