package io.github.fleetboot.test.discord.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.DiscordEmulator;

/**
 * A bot in a process of Node's. It ends when its standard input does.
 */
final class NodeBot implements AutoCloseable {

	private final Process process;

	private NodeBot(Process process) {
		this.process = process;
	}

	static NodeBot start(NodeModules modules, String library, DiscordEmulator discord) throws IOException {
		Path directory = modules.directory();
		ProcessBuilder builder = new ProcessBuilder("node", library + ".js").directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve(library + ".log").toFile());
		builder.environment().put("DISCORD_API", "http://127.0.0.1:" + discord.port() + "/api");
		builder.environment().put("DISCORD_TOKEN", discord.token());
		return new NodeBot(builder.start());
	}

	/**
	 * Ask it to end.
	 * @return its exit code
	 */
	int stop() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			throw new AssertionError("The bot does not end");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
