package io.github.fleetboot.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Libraries for Node, installed under {@code target} as the lock file names them.
 */
final class NodeModules {

	private static final long INSTALL_MINUTES = 3;

	private static final String AT_LEAST_18 = "process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)";

	private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

	private final Path directory;

	private NodeModules(Path directory) {
		this.directory = directory;
	}

	Path directory() {
		return this.directory;
	}

	/**
	 * Install them, if they are not yet. Without Node, or without a registry to install
	 * from, the test is skipped.
	 */
	static NodeModules install() throws IOException, InterruptedException {
		Path directory = Files.createDirectories(Path.of("target", "node"));
		Path log = directory.resolve("npm.log");
		assumeTrue(run(directory, log, List.of("node", "--eval", AT_LEAST_18)), "Node 18 or later is not here");
		copyScripts(directory);
		Path lock = directory.resolve("package-lock.json");
		Path installed = directory.resolve("installed.json");
		if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
			List<String> command = List.of(WINDOWS ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--omit=optional",
					"--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0");
			assumeTrue(run(directory, log, command), () -> "npm could not install: see " + log.toAbsolutePath());
			Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
		}
		return new NodeModules(directory);
	}

	private static void copyScripts(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "node"))) {
			for (Path file : files.toList()) {
				Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	private static boolean run(Path directory, Path log, List<String> command) throws InterruptedException {
		Process process;
		try {
			process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
		}
		catch (IOException ex) {
			return false;
		}
		if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly().waitFor();
			return false;
		}
		return process.exitValue() == 0;
	}

}
