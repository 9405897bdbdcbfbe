package io.github.fleetboot.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrintedDump}.
 */
class PrintedDumpTests {

	private final AtomicLong nanos = new AtomicLong();

	private final PrintedDump dump = new PrintedDump(this.nanos::get);

	@Test
	void whatNobodyAskedForIsLeftAlone() {
		assertThat(this.dump.takes("Full thread dump OpenJDK")).isFalse();
		assertThat(this.dump.takes("2026-11-24 14:28:00")).isFalse();
	}

	@Test
	void takesFromTheFirstToTheLastLine() {
		CompletableFuture<Void> printed = this.dump.expect();
		assertThat(this.dump.takes("INFO before")).isFalse();
		assertThat(this.dump.takes("2026-11-24 14:28:00")).isTrue();
		assertThat(this.dump.takes("Full thread dump OpenJDK")).isTrue();
		assertThat(this.dump.takes("\"main\" #1")).isTrue();
		assertThat(printed).isNotDone();
		assertThat(this.dump.takes("Total        459331       22109232")).isTrue();
		assertThat(printed).isDone();
		assertThat(this.dump.takes("INFO after")).isFalse();
		assertThat(this.dump.text()).isEqualTo("""
				Full thread dump OpenJDK
				"main" #1
				Total        459331       22109232
				""");
	}

	@Test
	void aDumpThatComesLateIsStillTakenAndNotAskedForTwice() {
		this.dump.expect();
		this.nanos.set(Duration.ofMinutes(5).toNanos());
		assertThat(this.dump.expect()).isNull();
		assertThat(this.dump.takes("Full thread dump OpenJDK")).isTrue();
		assertThat(this.dump.takes("Total 1 2")).isTrue();
		assertThat(this.dump.expect()).isNotNull();
		assertThat(this.dump.text()).isEmpty();
	}

	@Test
	void aDumpWithoutAnEndDoesNotSwallowWhatComesLater() {
		CompletableFuture<Void> printed = this.dump.expect();
		assertThat(this.dump.takes("Full thread dump OpenJDK")).isTrue();
		this.nanos.set(Duration.ofSeconds(11).toNanos());
		assertThat(this.dump.takes("INFO later")).isFalse();
		assertThat(printed).isDone();
	}

	@Test
	void aHugeDumpIsCutAndItsEndSeen() {
		CompletableFuture<Void> printed = this.dump.expect();
		this.dump.takes("Full thread dump OpenJDK");
		for (int count = 0; count < 500; count++) {
			assertThat(this.dump.takes("x".repeat(8_000))).isTrue();
		}
		this.dump.takes("Total 1 2");
		assertThat(printed).isDone();
		assertThat(this.dump.text().length()).isBetween(PrintedDump.MAX_LENGTH - 10_000, PrintedDump.MAX_LENGTH);
	}

}
