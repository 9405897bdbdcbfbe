package io.github.fleetboot.logging;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.logging.LoggedThrowable.Frame;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogText}.
 */
class LogTextTests {

	@Test
	void aRecordReadsLikeALineOfALog() {
		assertThat(LogText.lines(new LogRecord(Instant.EPOCH, Level.WARN, "a.B", "main", "careful"), 10))
			.containsExactly(" WARN a.B : careful");
	}

	@Test
	void anExceptionReadsLikeAStackTrace() {
		LoggedThrowable suppressed = new LoggedThrowable("a.Other", null, List.of(), 2, null, List.of());
		LoggedThrowable cause = new LoggedThrowable("a.Cause", "why", List.of(new Frame(null, "a.B", "c", "B.java", 7)),
				1, null, List.of());
		LoggedThrowable throwable = new LoggedThrowable("a.Failure", "what",
				List.of(new Frame("java.base", "java.lang.Thread", "run", "Thread.java", 840),
						new Frame(null, "a.B", "d", null, -1)),
				0, cause, List.of(suppressed));
		LogRecord record = new LogRecord(Instant.EPOCH, Level.ERROR, "a.B", "main", "failed", Map.of(), Map.of(),
				List.of(), throwable);
		assertThat(LogText.lines(record, 1)).containsExactly("ERROR a.B : failed", "a.Failure: what",
				"\tat java.base/java.lang.Thread.run(Thread.java:840)", "\t... 1 more", "\tSuppressed: a.Other",
				"\t\t... 2 more", "Caused by: a.Cause: why", "\tat a.B.c(B.java:7)", "\t... 1 more");
	}

}
