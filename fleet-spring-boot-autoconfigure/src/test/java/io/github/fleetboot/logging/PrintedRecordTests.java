package io.github.fleetboot.logging;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrintedRecord}.
 */
class PrintedRecordTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901234Z");

	@Test
	void aRecordKeepsAllItsFields() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("knots", 12);
		values.put("depth", 3.5);
		values.put("anchored", true);
		values.put("wreck", null);
		LoggedThrowable cause = throwable("no pump", 1, null);
		LogRecord record = new LogRecord(NOW, Level.WARN, "chat.harbour", "main", "ahoy\n\u00e4\u0001\ud83d\ude00",
				Map.of("ship", "Santa Maria"), values, List.of("HARBOUR"), throwable("the bilge is full", 50, cause));
		List<String> lines = PrintedRecord.lines(record);
		assertThat(lines).singleElement().asString().doesNotContain("\n");
		assertThat(PrintedRecord.read(lines.get(0))).isEqualTo(record);
	}

	@Test
	void whatIsTooLongIsText() {
		LogRecord record = new LogRecord(NOW, Level.INFO, "harbour", "main", "x".repeat(50_000));
		assertThat(PrintedRecord.lines(record)).isEqualTo(LogText.lines(record, Integer.MAX_VALUE));
	}

	@Test
	void whatIsPrintedOtherwiseIsNoRecord() {
		assertThat(PrintedRecord.read("")).isNull();
		assertThat(PrintedRecord.read("R is a letter")).isNull();
	}

	@Test
	void aLineThatIsTornTellsThatARecordIsLost() {
		String line = PrintedRecord.lines(new LogRecord(NOW, Level.INFO, "harbour", "main", "ahoy")).get(0);
		for (String torn : List.of(line.substring(0, 20), line.substring(0, 20) + "Full thread dump",
				line.substring(0, 20) + line.substring(24), line.substring(0, 2))) {
			assertThat(PrintedRecord.read(torn)).satisfies((record) -> {
				assertThat(record.level()).isEqualTo(Level.WARN);
				assertThat(record.message()).contains("is lost");
			});
		}
	}

	private static LoggedThrowable throwable(String message, int frames, @Nullable LoggedThrowable cause) {
		return new LoggedThrowable(IllegalStateException.class.getName(), message,
				IntStream.range(0, frames)
					.mapToObj(
							(line) -> new LoggedThrowable.Frame(null, "com.example.Bilge", "pump", "Bilge.java", line))
					.toList(),
				3, cause, List.of());
	}

}
