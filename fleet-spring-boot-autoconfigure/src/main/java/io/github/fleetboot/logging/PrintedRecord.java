package io.github.fleetboot.logging;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * A record as a line that a worker prints for its Admiral, which logs it with all its
 * fields: how records get there while there is no connection.
 *
 * @since 0.1.0
 */
public final class PrintedRecord {

	/**
	 * No text begins with this.
	 */
	private static final String MARK = "\u0001R";

	/**
	 * The Admiral cuts what is longer.
	 */
	private static final int MAX_LENGTH = 60_000;

	private PrintedRecord() {
	}

	/**
	 * Write a record.
	 * @param record the record
	 * @return a line that {@link #read} understands; if that would be too long, lines of
	 * text
	 */
	public static List<String> lines(LogRecord record) {
		String line = MARK + Base64.getEncoder().encodeToString(Mapper.INSTANCE.writeValueAsBytes(record));
		return (line.length() <= MAX_LENGTH) ? List.of(line) : LogText.lines(record, Integer.MAX_VALUE);
	}

	/**
	 * Read a line.
	 * @param line what a worker has printed
	 * @return the record, or one that tells that it cannot be read any more; {@code null}
	 * if the line is none
	 */
	public static @Nullable LogRecord read(String line) {
		if (!line.startsWith(MARK)) {
			return null;
		}
		try {
			return Mapper.INSTANCE.readValue(Base64.getDecoder().decode(line.substring(MARK.length())),
					LogRecord.class);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return new LogRecord(Instant.now(), Level.WARN, PrintedRecord.class.getName(),
					Thread.currentThread().getName(),
					"A record of the log is lost: something else was printed into its line");
		}
	}

	/**
	 * Takes a moment to create, and most workers never need it.
	 */
	private static final class Mapper {

		private static final ObjectMapper INSTANCE = CBORMapper.builder().build();

	}

}
