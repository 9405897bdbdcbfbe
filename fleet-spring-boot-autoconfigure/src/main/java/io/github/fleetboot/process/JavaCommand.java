package io.github.fleetboot.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

/**
 * How to start a JVM from the code that this one runs. Immutable.
 *
 * @since 0.1.0
 */
public final class JavaCommand {

	private static final String LOADER = "org.springframework.boot.loader.";

	private static final String COMPILER_LAUNCHER = "com.sun.tools.javac.launcher.";

	private static final String MAIN_MODULE = "-Djdk.module.main=";

	/**
	 * Arguments of a parent that make the same code run in a child. Neither memory nor
	 * agents nor ports nor anything else that is one JVM's own.
	 */
	private static final List<String> INHERITED = List.of("--add-opens=", "--add-exports=", "--add-reads=",
			"--add-modules=", "--limit-modules=", "--module-path=", "--patch-module=", "--upgrade-module-path=",
			"-Xbootclasspath/a:", "--enable-native-access=", "--illegal-native-access=",
			"--sun-misc-unsafe-memory-access=", "--enable-preview", "-Dhttp.", "-Dhttps.", "-DsocksProxy", "-Dftp.",
			"-Djdk.http", "-Djdk.net.", "-Djdk.tls.", "-Djavax.net.ssl.", "-Djava.net.", "-Djava.security.",
			"-Dsun.net.", "-Djava.io.tmpdir=", "-Djava.library.path=", "-Dfile.encoding=", "-Duser.timezone=",
			"-Duser.language=", "-Duser.country=", "-Duser.region=", "-Duser.variant=", "-Dloader.");

	private final Path java;

	private final Path argumentFile;

	private final List<String> inherited;

	private final @Nullable Path jar;

	private final String classPath;

	private final String mainClass;

	private final Charset charset;

	private JavaCommand(Path java, Path argumentFile, List<String> inherited, @Nullable Path jar, String classPath,
			String mainClass, Charset charset) {
		this.java = java;
		this.argumentFile = argumentFile;
		this.inherited = inherited;
		this.jar = jar;
		this.classPath = classPath;
		this.mainClass = mainClass;
		this.charset = charset;
	}

	/**
	 * Find out how this JVM was started.
	 * @param settings what the owner and the caller know already
	 * @return the command that starts another one from the same code
	 * @throws FleetException if that cannot be told
	 */
	public static JavaCommand ofThisJvm(Settings settings) {
		return of(RunningJvm.current(), settings);
	}

	static JavaCommand of(RunningJvm jvm, Settings settings) {
		Path java = java(jvm, settings.javaExecutable());
		List<String> inherited = jvm.arguments().stream().filter(JavaCommand::isInherited).toList();
		Path argumentFile = settings.directory().toAbsolutePath().resolve("java.args");
		Path jar = (settings.mainClass() == null) ? jar(jvm) : null;
		String classPath = (jar != null) ? "" : classPath(jvm);
		String mainClass = (jar != null) ? "" : mainClass(jvm, settings);
		requireEncodable("The class path", classPath, jvm.charset());
		for (String argument : inherited) {
			// Its value may be a secret
			requireEncodable("The argument " + argument.split("=", 2)[0] + " of this JVM", argument, jvm.charset());
		}
		return new JavaCommand(java, argumentFile, inherited, jar, classPath, mainClass, jvm.charset());
	}

	private static void requireEncodable(String what, String value, Charset charset) {
		if (!charset.newEncoder().canEncode(value)) {
			throw new FleetException(
					"%s has characters that %s, the encoding of this system, does not know".formatted(what, charset),
					"Start the application with a locale such as LC_ALL=C.UTF-8.");
		}
	}

	private static boolean isInherited(String argument) {
		return INHERITED.stream().anyMatch(argument::startsWith);
	}

	private static Path java(RunningJvm jvm, @Nullable Path explicit) {
		if (explicit != null) {
			if (!Files.isExecutable(explicit)) {
				throw new FleetException("'%s' cannot be executed".formatted(explicit),
						"Let fleet.workers.java-executable name the java command of a runtime, or leave it out.");
			}
			return explicit.toAbsolutePath();
		}
		boolean windows = File.separatorChar == '\\';
		Path home = Path.of(jvm.javaHome(), "bin", windows ? "java.exe" : "java");
		if (Files.isExecutable(home)) {
			return home;
		}
		Path own = (jvm.executable() != null) ? Path.of(jvm.executable()) : null;
		if (own != null && String.valueOf(own.getFileName()).toLowerCase(Locale.ROOT).startsWith("java")) {
			return own;
		}
		throw new FleetException(
				"There is no java command to start workers with: '%s' cannot be executed, and this process is '%s'"
					.formatted(home, own),
				"Set fleet.workers.java-executable to the path of a java command.");
	}

	/**
	 * Agents may have added to the class path, and the jar may be a war.
	 */
	private static @Nullable Path jar(RunningJvm jvm) {
		String first = jvm.classPath().split(File.pathSeparator, 2)[0];
		boolean launched = !first.isEmpty() && (jvm.command() + " ").startsWith(first + " ");
		File file = absolute(jvm, first);
		return (launched && !file.isDirectory()) ? file.toPath() : null;
	}

	private static String classPath(RunningJvm jvm) {
		if (jvm.classPath().isEmpty() || jvm.arguments().stream().anyMatch((each) -> each.startsWith(MAIN_MODULE))) {
			throw new FleetException("This JVM was not started from a class path that a worker could run with",
					"Start the application from a class path or an executable jar; the main class of a module is "
							+ "not supported.");
		}
		return Arrays.stream(jvm.classPath().split(File.pathSeparator, -1))
			.map((entry) -> absolute(jvm, entry).getPath())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Not every entry is a valid path: one may have characters that the system does not
	 * know, or be a wildcard that matched nothing.
	 */
	private static File absolute(RunningJvm jvm, String entry) {
		File file = new File(entry);
		return file.isAbsolute() ? file : new File(jvm.directory().toFile(), entry);
	}

	private static String mainClass(RunningJvm jvm, Settings settings) {
		if (settings.mainClass() != null) {
			return settings.mainClass();
		}
		String started = jvm.command().split(" ", 2)[0];
		if (started.startsWith(LOADER)) {
			return started;
		}
		if (settings.mainApplicationClass() == null || started.contains(COMPILER_LAUNCHER)) {
			throw new FleetException("The main class of the application cannot be told from '%s'".formatted(started),
					"Set fleet.workers.main-class to the class whose main method starts the application.");
		}
		return settings.mainApplicationClass();
	}

	/**
	 * The executable jar that this JVM was started from.
	 * @return its absolute path, empty if it was started from a class path
	 */
	public Optional<Path> jar() {
		return Optional.ofNullable(this.jar);
	}

	/**
	 * The same command from a copy of the executable jar.
	 * @param copy the path of the copy
	 * @return the command
	 * @throws IllegalStateException if there is no {@link #jar()}
	 */
	JavaCommand withJar(Path copy) {
		if (this.jar == null) {
			throw new IllegalStateException("Started from a class path, not from a jar");
		}
		return new JavaCommand(this.java, this.argumentFile, this.inherited, copy.toAbsolutePath(), this.classPath,
				this.mainClass, this.charset);
	}

	/**
	 * The same command from another executable jar.
	 * @param other the path of the jar
	 * @param argumentFileName the name of its argument file, since JVMs of both may be
	 * started at the same time
	 * @return the command
	 */
	JavaCommand ofJar(Path other, String argumentFileName) {
		return new JavaCommand(this.java, this.argumentFile.resolveSibling(argumentFileName), this.inherited,
				other.toAbsolutePath(), "", "", this.charset);
	}

	/**
	 * Whether this command starts a class, as far as it tells.
	 */
	boolean starts(String type) {
		return this.mainClass.isEmpty() || this.mainClass.startsWith(LOADER) || this.mainClass.equals(type);
	}

	/**
	 * The class path, if this was not started from an executable jar.
	 * @return the absolute paths of its entries, whether they exist or not
	 */
	List<Path> classPath() {
		return (this.jar != null) ? List.of()
				: Arrays.stream(this.classPath.split(File.pathSeparator)).map(Path::of).toList();
	}

	/**
	 * The same command from files instead of the executable jar.
	 * @param files the entries of the class path
	 * @param startClass the class to start
	 * @return the command
	 * @throws FleetException if a path cannot be written in the encoding of this system
	 */
	JavaCommand withClassPath(List<Path> files, String startClass) {
		String path = files.stream()
			.map((file) -> file.toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
		requireEncodable("The path of the copies", path, this.charset);
		return new JavaCommand(this.java, this.argumentFile, this.inherited, null, path, startClass, this.charset);
	}

	/**
	 * The java command.
	 * @return its path
	 */
	public Path java() {
		return this.java;
	}

	/**
	 * Arguments of this JVM that its workers have too.
	 */
	List<String> inherited() {
		return this.inherited;
	}

	/**
	 * Write the argument file and put the command line together.
	 * @param jvmArguments the arguments of the new JVM; they win over inherited ones
	 * @return the command line
	 * @throws FleetException if the argument file cannot be written
	 */
	List<String> line(List<String> jvmArguments) {
		List<String> line = new ArrayList<>();
		line.add(this.java.toString());
		List<String> filed = new ArrayList<>(this.inherited);
		if (this.jar == null) {
			filed.add("-cp");
			filed.add(this.classPath);
		}
		if (!filed.isEmpty()) {
			writeArgumentFile(filed);
			line.add("@" + this.argumentFile);
		}
		line.addAll(jvmArguments);
		if (this.jar != null) {
			line.add("-jar");
			line.add(this.jar.toString());
		}
		else {
			line.add(this.mainClass);
		}
		return line;
	}

	private void writeArgumentFile(List<String> arguments) {
		byte[] bytes = arguments.stream()
			.map((argument) -> quote(argument) + "\n")
			.collect(Collectors.joining())
			.getBytes(this.charset);
		try {
			if (Files.isRegularFile(this.argumentFile) && Arrays.equals(Files.readAllBytes(this.argumentFile), bytes)) {
				return;
			}
			// A JVM that is just starting must find the file at any moment
			Path unfinished = Files.createTempFile(Files.createDirectories(this.argumentFile.getParent()), "java",
					".tmp");
			Files.write(unfinished, bytes);
			Files.move(unfinished, this.argumentFile, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new FleetException("The argument file '%s' of the workers cannot be written: %s"
				.formatted(this.argumentFile, ex.getMessage()), "Let fleet.directory name a writable directory.", ex);
		}
	}

	private static String quote(String argument) {
		return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
	}

	@Override
	public String toString() {
		return this.java + " " + ((this.jar != null) ? "-jar " + this.jar : this.mainClass);
	}

	/**
	 * What need not be found out.
	 *
	 * @param directory where the argument file is written; created if it is missing
	 * @param javaExecutable the java command, or {@code null} for that of this JVM
	 * @param mainClass the class to start, or {@code null} to find it
	 * @param mainApplicationClass the class whose {@code main} started the Spring
	 * application, if the caller knows it: used where the command line does not tell
	 */
	public record Settings(Path directory, @Nullable Path javaExecutable, @Nullable String mainClass,
			@Nullable String mainApplicationClass) {

		/**
		 * Find out everything.
		 * @param directory where the argument file is written
		 */
		public Settings(Path directory) {
			this(directory, null, null, null);
		}

		/**
		 * With a java command.
		 * @param java its path, or {@code null} for that of this JVM
		 * @return the settings
		 */
		public Settings withJavaExecutable(@Nullable Path java) {
			return new Settings(this.directory, java, this.mainClass, this.mainApplicationClass);
		}

		/**
		 * With a class to start.
		 * @param name the name of the class, or {@code null} to find it
		 * @return the settings
		 */
		public Settings withMainClass(@Nullable String name) {
			return new Settings(this.directory, this.javaExecutable, name, this.mainApplicationClass);
		}

		/**
		 * With the class that started the Spring application; not that of a test runner.
		 * @param name the name of the class, or {@code null} if it is not known
		 * @return the settings
		 */
		public Settings withMainApplicationClass(@Nullable String name) {
			return new Settings(this.directory, this.javaExecutable, this.mainClass, name);
		}

	}

}
