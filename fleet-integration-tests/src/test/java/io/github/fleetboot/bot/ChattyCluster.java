package io.github.fleetboot.bot;

import java.util.Map;

import io.github.fleetboot.ClusterWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Logs and prints what it is told to.
 */
@ClusterWorker
class ChattyCluster {

	private static final Logger logger = LoggerFactory.getLogger("chat.harbour");

	ChattyCluster(@Value("${bot.chat.greeting:}") String greeting) {
		if (!greeting.isEmpty()) {
			log(Map.of("level", "WARN", "text", greeting, "failure", "the bilge is full"));
		}
	}

	@MessageMapping("log")
	final void log(@Payload Map<String, String> line) {
		MDC.put("ship", "Santa Maria");
		try {
			logger.atLevel(Level.valueOf(line.get("level")))
				.addKeyValue("knots", 12)
				.addKeyValue("anchored", true)
				.addMarker(MarkerFactory.getMarker("HARBOUR"))
				.setCause(line.containsKey("failure") ? failure(line.get("failure")) : null)
				.log(line.get("text"));
		}
		finally {
			MDC.remove("ship");
		}
	}

	private static Exception failure(String message) {
		return new IllegalStateException(message, new UnsupportedOperationException("no pump"));
	}

	/**
	 * Log many lines.
	 * @param lines how many
	 * @return how long that took, in milliseconds
	 */
	@MessageMapping("flood")
	long flood(@Payload int lines) {
		long start = System.nanoTime();
		for (int line = 0; line < lines; line++) {
			logger.info("wave {} of {}", line, lines);
		}
		return (System.nanoTime() - start) / 1_000_000;
	}

	@MessageMapping("print")
	void print(@Payload String text) {
		System.out.println(text);
	}

	@MessageMapping("crash")
	void crash(@Payload String text) {
		System.out.println(text);
		Runtime.getRuntime().halt(42);
	}

}
