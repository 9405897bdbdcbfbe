package io.github.fleetboot.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test of a modular project, which surefire forks with an argument file that names a
 * module path.
 */
@EnabledOnOs(OS.LINUX)
class SurefireIntegrationTests {

	/**
	 * A property of the forked JVM.
	 */
	static final String MODULAR = "test.modular";

	@TempDir
	private Path home;

	@Test
	void workersAreStartedFromTheModuleUnderTest() throws Exception {
		Path classes = Path.of("target", "classes").toAbsolutePath();
		Path module = this.home.resolve("classes");
		FileSystemUtils.copyRecursively(classes, module);
		Path descriptor = Files.writeString(this.home.resolve("module-info.java"), "open module bot { }");
		assertThat(ToolProvider.findFirst("javac")
			.orElseThrow()
			.run(System.out, System.err, "-d", module.toString(), descriptor.toString())).isZero();
		List<Path> dependencies = MavenProject.classPath().stream().filter((entry) -> !entry.equals(classes)).toList();
		MavenProject project = MavenProject.create(this.home, "org.apache.maven.plugins:maven-surefire-plugin", """
				<classesDirectory>%s</classesDirectory>
				<testClassesDirectory>%s</testClassesDirectory>
				<argLine>-Djava.io.tmpdir=%s</argLine>
				""".formatted(module, Path.of("target", "test-classes").toAbsolutePath(), this.home.resolve("tmp")),
				dependencies);
		try (SampleProcess maven = project.start("surefire:test",
				"-Dtest=" + FleetOfATestIntegrationTests.class.getSimpleName(), "-D" + MODULAR + "=true")) {
			assertThat(maven.awaitExit()).isZero();
			assertThat(maven.output())
				.anyMatch((line) -> line.contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0"));
			maven.assertNothingIsLeft();
		}
	}

}
