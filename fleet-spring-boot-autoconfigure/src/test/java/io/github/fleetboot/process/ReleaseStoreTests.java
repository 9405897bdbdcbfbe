package io.github.fleetboot.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ReleaseStore} and {@link Release}.
 */
class ReleaseStoreTests {

	private final List<Release> taken = Collections.synchronizedList(new ArrayList<>());

	@TempDir
	private Path directory;

	private Path jar;

	private Path releases;

	@BeforeEach
	void files() throws IOException {
		this.jar = this.directory.resolve("bot.jar");
		this.releases = Files.createDirectory(this.directory.resolve("releases"));
	}

	@AfterEach
	void close() {
		this.taken.forEach(Release::close);
	}

	@Test
	void anExecutableJarIsUnpackedInTheOrderOfItsIndex() throws Exception {
		JarBuilder.ofBoot(Task.class).build(this.jar);
		Release release = take(2);
		Path root = release.directory();
		assertThat(release.command().jar()).isEmpty();
		assertThat(release.command().classPath()).containsExactly(root.resolve("application.jar"),
				root.resolve("lib/b.jar"), root.resolve("lib/a.jar"), root.resolve("lib/unknown.jar"));
		assertThat(release.command().line(List.of())).endsWith(Task.class.getName());
	}

	@Test
	void theClassesKeepWhatDescribesThemAndLoseTheLoader() throws Exception {
		JarBuilder.ofBoot(Task.class).build(this.jar);
		try (JarFile classes = new JarFile(take(2).directory().resolve("application.jar").toFile())) {
			Attributes attributes = classes.getManifest().getMainAttributes();
			assertThat(attributes.getValue("Implementation-Version")).isEqualTo("1.2.3");
			assertThat(attributes.getValue("Main-Class")).isNull();
			assertThat(classes.stream().map(ZipEntry::getName)).contains("io/github/fleetboot/", "META-INF/")
				.doesNotHaveDuplicates()
				.noneMatch((name) -> name.startsWith("META-INF/services/") || name.startsWith("BOOT-INF"));
			assertThat(classes.getInputStream(classes.getEntry("META-INF/build.properties"))).hasContent("inner");
		}
	}

	@Test
	void aReleaseIsUsedAgainAndAnotherVersionIsAnotherRelease() throws Exception {
		JarBuilder.ofBoot(Task.class).build(this.jar);
		Release first = take(2);
		FileTime written = Files.getLastModifiedTime(first.directory().resolve("lib/a.jar"));
		Release again = take(2);
		assertThat(again.directory()).isEqualTo(first.directory());
		assertThat(Files.getLastModifiedTime(again.directory().resolve("lib/a.jar"))).isEqualTo(written);
		JarBuilder.ofBoot(Task.class).entry("BOOT-INF/classes/new.txt", "new").build(this.jar);
		assertThat(take(2).directory()).isNotEqualTo(first.directory());
		assertThat(first.command().classPath()).allMatch(Files::isRegularFile);
	}

	@Test
	void aCopyThatWasChangedIsMadeAnew() throws Exception {
		JarBuilder.ofBoot(Task.class).build(this.jar);
		Release first = take(2);
		first.close();
		byte[] good = Files.readAllBytes(first.directory().resolve("lib/a.jar"));
		byte[] bad = good.clone();
		bad[good.length / 2] ^= 1;
		Files.write(first.directory().resolve("lib/a.jar"), bad);
		assertThat(take(2).directory().resolve("lib/a.jar")).hasBinaryContent(good);
		assertThat(children()).hasSize(1);
	}

	@Test
	void aCopyThatWasChangedUnderAFleetIsLeftAlone() throws Exception {
		JarBuilder.ofBoot(Task.class).build(this.jar);
		Release first = take(2);
		Files.delete(first.directory().resolve("lib/a.jar"));
		assertThatIOException().isThrownBy(() -> take(2)).withMessageContaining("another fleet uses it");
	}

	@Test
	void aReleaseThatCannotBeTakenIsNotInUse() throws Exception {
		Release first = version(0);
		Files.delete(first.directory().resolve("in-use"));
		assertThatIOException().isThrownBy(first::again);
		first.close();
		try (Closeable unused = Release.lockUnused(first.directory())) {
			assertThat(unused).isNotNull();
		}
	}

	@Test
	void severalAdmiralsMayCopyAtTheSameTime() throws Exception {
		JarBuilder.ofBoot(Task.class).build(this.jar);
		ExecutorService admirals = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Path>> takes = Collections.nCopies(8, () -> take(2).directory());
			Set<Path> directories = new HashSet<>();
			for (Future<Path> take : admirals.invokeAll(takes)) {
				directories.add(take.get());
			}
			assertThat(directories).hasSize(1);
			assertThat(children()).hasSize(1);
		}
		finally {
			admirals.shutdownNow();
		}
	}

	@Test
	void oldReleasesGoButNoneThatIsInUse() throws Exception {
		Release inUse = version(0);
		for (int version = 1; version < 5; version++) {
			Release release = version(version);
			release.close();
			Files.setLastModifiedTime(release.directory().resolve("in-use"),
					FileTime.from(Instant.now().minusSeconds(100 - version)));
		}
		Release last = version(5);
		assertThat(children()).hasSize(4).contains(inUse.directory(), last.directory());
		assertThat(this.taken.get(4).directory()).exists();
	}

	@Test
	void whatIsBeingRemovedIsNotTakenAndTheOtherWayRound() throws Exception {
		Release release = version(0);
		assertThat(Release.lockUnused(release.directory())).isNull();
		release.close();
		try (Closeable removal = Release.lockUnused(release.directory())) {
			assertThat(removal).isNotNull();
			assertThat(Release.use(release.directory(), release.command())).isNull();
			assertThat(Release.lockUnused(release.directory())).isNull();
		}
		Release again = Release.use(release.directory(), release.command());
		assertThat(again).isNotNull();
		again.close();
		Closeable removal = Release.lockUnused(release.directory());
		assertThat(removal).isNotNull();
		removal.close();
	}

	@Test
	void whatIsNotUsedAnyMoreGoesWithoutAnotherRelease() throws Exception {
		Release first = version(0);
		Release last = version(1);
		first.close();
		new ReleaseStore(this.releases, 0).clean();
		assertThat(children()).containsExactly(last.directory());
	}

	@Test
	void whatAnAdmiralLeftUnfinishedGoesOnceItIsOld() throws Exception {
		Path old = Files.createDirectories(this.releases.resolve(".unfinished-1"));
		Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));
		Path recent = Files.createDirectories(this.releases.resolve(".unfinished-2"));
		version(0);
		assertThat(old).doesNotExist();
		assertThat(recent).exists();
	}

	@Test
	void aJarOfAnotherKindIsCopiedAsItIs() throws Exception {
		new JarBuilder().attribute("Main-Class", "com.example.Main").entry("a.txt", "a").build(this.jar);
		Release release = take(2);
		assertThat(release.command().jar()).contains(release.directory().resolve("application.jar"));
		assertThat(release.directory().resolve("application.jar")).hasSameBinaryContentAs(this.jar);
	}

	@Test
	void aJarWithOthersBesideItStaysWhereItIs() throws Exception {
		new JarBuilder().attribute("Class-Path", "lib/a.jar lib/b.jar").build(this.jar);
		Release release = take(2);
		assertThat(release.command().jar()).contains(this.jar);
		assertThat(release.directory()).isDirectoryNotContaining("glob:**.jar");
	}

	@Test
	void directoriesAreNotTaken() {
		assertThat(ReleaseStore.takes(command("classes", "com.example.App"))).isFalse();
	}

	@Test
	void aStoreThatCannotBeWrittenSaysSo() throws Exception {
		JarBuilder.ofBoot(Task.class).build(this.jar);
		Path noDirectory = Files.createFile(this.directory.resolve("file"));
		assertThatIOException().isThrownBy(() -> new ReleaseStore(noDirectory, 2).take(command("bot.jar", "bot.jar")));
	}

	private Release version(int version) throws IOException {
		JarBuilder.ofBoot(Task.class).entry("BOOT-INF/classes/version.txt", "" + version).build(this.jar);
		return take(2);
	}

	private Release take(int kept) throws IOException {
		Release release = new ReleaseStore(this.releases, kept).take(command("bot.jar", "bot.jar"));
		this.taken.add(release);
		return release;
	}

	private JavaCommand command(String classPath, String command) {
		RunningJvm jvm = new RunningJvm(System.getProperty("java.home"), null, classPath, command, this.directory,
				List.of(), StandardCharsets.UTF_8);
		return JavaCommand.of(jvm,
				new JavaCommand.Settings(this.directory).withMainApplicationClass(Task.class.getName()));
	}

	private List<Path> children() throws IOException {
		try (Stream<Path> files = Files.list(this.releases)) {
			return files.toList();
		}
	}

	static class Task {

		public static void main(String[] args) {
			System.out.println("at work");
		}

	}

}
