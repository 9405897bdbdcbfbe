package io.github.fleetboot.test.discord.control;

import java.util.List;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StandaloneOptionsTests {

	@Test
	void optionsDescribeTheEmulator() {
		try (DiscordEmulator discord = StandaloneOptions
			.read(List.of("--port=0", "--token", "mine", "--guilds", "7", "--members=5", "--shards", "3", "--fast",
					"--identify-window", "750ms", "--rate-limits=false", "--max-concurrency=2"))
			.start()) {
			assertThat(discord.token()).isEqualTo("mine");
			assertThat(discord.guilds()).hasSize(7).allMatch((guild) -> guild.memberCount() == 5);
			assertThat(discord.identifyWindow()).hasMillis(750);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			--gilds=3; There is no option '--gilds'. Did you mean --guilds?
			--guild; Did you mean --guilds?
			guilds; There is no option 'guilds'.
			--guilds; needs a value: --guilds <number>
			--guilds=many; The option --guilds does not take 'many': it must be a whole number
			--guilds=-1; does not take '-1': guilds is -1, but must be at least 0
			--identify-window=5; with a unit, such as 500ms
			--host=0.0.0.0; clients must be told
			--rate-limits=no; true or false
			""")
	void mistakesAreNamedWithTheirCure(String argument, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> StandaloneOptions.read(List.of(argument)))
			.withMessageContaining(message);
	}

	@Test
	void helpNamesEveryOption() {
		assertThat(StandaloneOptions.help()).contains("--port", "--host", "--token", "--guilds", "--shards", "--fast");
		assertThat(StandaloneOptions.asksForHelp(List.of("--help"))).isTrue();
	}

}
