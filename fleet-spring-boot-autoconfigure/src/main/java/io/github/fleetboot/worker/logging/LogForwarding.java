package io.github.fleetboot.worker.logging;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import io.github.fleetboot.logging.LevelCounts;
import io.github.fleetboot.logging.LogBuffer;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.RecordRate;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Forwards what this worker logs to its Admiral, in place of the console, if it logs with
 * Logback. Until there is a link, records are kept; what cannot be forwarded any more, or
 * not for a long while, is printed. There is one log per JVM, and so one forwarding.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class LogForwarding {

	private static final boolean LOGBACK = ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext",
			LogForwarding.class.getClassLoader());

	/**
	 * How long a start may be silent: it may hang, and be killed in the end.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static @Nullable LogForwarding current;

	private final LogPump pump;

	private final Runnable attachment;

	private LogForwarding(int rateLimit, int burst, long bufferSize) {
		LogBuffer<Supplier<LogRecord>> buffer = new LogBuffer<>(bufferSize);
		LevelCounts rateLimited = new LevelCounts();
		this.pump = new LogPump(buffer, new LossReport(buffer.dropped(), rateLimited, Clock.systemUTC()), System.out,
				ProcessHandle.current().pid(), PATIENCE, System::nanoTime);
		ForwardingAppender appender = new ForwardingAppender(buffer, new RecordRate(rateLimit, burst, System::nanoTime),
				rateLimited, this.pump);
		this.attachment = new LogbackAttachment(LogbackAttachment.currentContext(), appender)::attach;
	}

	/**
	 * Take what is logged from now on. Has no effect without Logback; if it was called
	 * before, Logback was configured anew, and the appender takes its place again.
	 * @param rateLimit how many records per second, -1 for no bound
	 * @param burst how many records at once after a pause
	 * @param bufferSize how many bytes of records may wait
	 */
	public static synchronized void install(int rateLimit, int burst, long bufferSize) {
		if (!LOGBACK || !LogbackAttachment.isPossible()) {
			return;
		}
		LogForwarding forwarding = current;
		if (forwarding == null) {
			forwarding = new LogForwarding(rateLimit, burst, bufferSize);
			forwarding.pump.start();
			current = forwarding;
			Runtime.getRuntime().addShutdownHook(new Thread(LogForwarding::exitBeforeLink, "fleet-last-words"));
		}
		forwarding.attachment.run();
	}

	/**
	 * There is a link: forward.
	 * @param sink the way to the Admiral
	 */
	public static void begin(LogSink sink) {
		LogForwarding forwarding = current();
		if (forwarding != null) {
			forwarding.pump.begin(sink);
		}
	}

	/**
	 * The link will be closed: forward what there is, and print what comes later.
	 * @param timeout how long to try; what could not be forwarded by then is printed
	 */
	public static void finish(Duration timeout) {
		LogForwarding forwarding = current();
		if (forwarding != null) {
			forwarding.pump.finish(timeout);
		}
	}

	/**
	 * This JVM is about to end: print what has not been forwarded yet.
	 */
	public static void lastWords() {
		finish(Duration.ZERO);
	}

	private static synchronized @Nullable LogForwarding current() {
		return current;
	}

	private static void exitBeforeLink() {
		LogForwarding forwarding = current();
		if (forwarding != null && !forwarding.pump.hasBegun()) {
			forwarding.pump.finish(Duration.ZERO);
		}
	}

}
