package io.github.fleetboot.bot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.DiscordEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The classes of the bot's JVMs as a JVM can map them, so that fleets of tests start in
 * half the time. The first test that needs it makes it, for those that run beside it and
 * after it as well. A fleet makes its own, but not from the class path of a test, which
 * has directories, and not within the time that most tests take.
 */
final class ClassDataArchive {

	private static final String QUIET = "-Xlog:cds*=off";

	private static final Path DIRECTORY = Path.of("target", "class-data").toAbsolutePath();

	private static final String CLASS_PATH = orderedClassPath();

	private static final List<String> FLAGS = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0",
			"-XX:SharedArchiveFile=" + archive(), QUIET);

	private ClassDataArchive() {
	}

	/**
	 * The class path of this JVM, jars first: an archive is of jars, and these have to be
	 * the first entries when it is used.
	 */
	static String classPath() {
		return CLASS_PATH;
	}

	/**
	 * The flags of a JVM that uses the archive.
	 */
	static List<String> flags() {
		return FLAGS;
	}

	/**
	 * What makes the workers of a fleet use the archive.
	 */
	static List<String> arguments() {
		return List.of("--fleet.workers.jvm-args=" + String.join(",", FLAGS));
	}

	private static String orderedClassPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.sorted(Comparator.comparing((entry) -> Files.isDirectory(Path.of(entry))))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Path archive() {
		try {
			Files.createDirectories(DIRECTORY);
			// A changed jar is another archive
			StringBuilder identity = new StringBuilder(System.getProperty("java.vm.version"));
			for (String jar : jars()) {
				identity.append(jar).append(Files.getLastModifiedTime(Path.of(jar)));
			}
			Path archive = DIRECTORY.resolve("%08x.jsa".formatted(identity.toString().hashCode()));
			try (FileChannel channel = FileChannel.open(DIRECTORY.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
				assertThat(lock.isValid()).isTrue();
				if (!Files.exists(archive)) {
					make(archive);
				}
			}
			return archive;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> jars() {
		return Stream.of(CLASS_PATH.split(File.pathSeparator))
			.filter((entry) -> Files.isRegularFile(Path.of(entry)))
			.toList();
	}

	private static void make(Path archive) throws IOException, InterruptedException {
		Path all = DIRECTORY.resolve("all.classes");
		Path ofAdmiral = DIRECTORY.resolve("admiral.classes");
		Path ofCluster = DIRECTORY.resolve("cluster.classes");
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(1).shards(1).start();
				AdmiralProcess admiral = AdmiralProcess
					.startWithoutArchive(discord, List.of("-XX:DumpLoadedClassList=" + ofAdmiral, QUIET),
							"--fleet.clusters.jvm-args=-XX:DumpLoadedClassList=" + ofCluster + "," + QUIET)
					.awaitReady()) {
			admiral.signal("TERM");
			admiral.awaitExit();
		}
		try (Stream<String> admiral = Files.lines(ofAdmiral); Stream<String> cluster = Files.lines(ofCluster)) {
			Files.write(all, Stream.concat(admiral, cluster).distinct().toList());
		}
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Process process = new ProcessBuilder(java.toString(), "-Xshare:dump", "-XX:SharedClassListFile=" + all,
				"-XX:SharedArchiveFile=" + archive, "-cp", String.join(File.pathSeparator, jars()))
			.redirectErrorStream(true)
			.redirectOutput(DIRECTORY.resolve("dump.log").toFile())
			.start();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as("see " + DIRECTORY + "/dump.log").isZero();
		assertThat(archive).isNotEmptyFile();
	}

}
