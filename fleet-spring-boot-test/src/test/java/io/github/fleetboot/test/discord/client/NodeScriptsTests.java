package io.github.fleetboot.test.discord.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be said of the bots for Node without Node.
 */
class NodeScriptsTests {

	private static final Path SCRIPTS = Path.of("src", "test", "resources", "node");

	@Test
	void theDocumentationShowsLinesOfTheScripts() throws IOException {
		List<String> shown = Files.readAllLines(Path.of("..", "docs", "testing.md"));
		List<String> lines = shown.subList(shown.indexOf("```js") + 1, shown.size())
			.stream()
			.takeWhile((line) -> !line.equals("```"))
			.toList();
		String discordJs = Files.readString(SCRIPTS.resolve("discord-js.js"));
		String oceanicJs = Files.readString(SCRIPTS.resolve("oceanic-js.js"));
		assertThat(lines).hasSize(4);
		assertThat(discordJs).contains("  " + lines.get(1) + "\n");
		assertThat(oceanicJs).contains("  " + lines.get(3) + "\n");
	}

	@Test
	void theLockFileNamesNoRegistry() throws IOException {
		try (Stream<String> lines = Files.lines(SCRIPTS.resolve("package-lock.json"))) {
			assertThat(lines).noneMatch((line) -> line.contains("\"resolved\""));
		}
	}

}
