package io.github.fleetboot.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecondSignal} and {@link SignalHandler}.
 */
class SecondSignalTests {

	private static final int INT = 2;

	private static final int TERM = 15;

	private final List<String> events = new ArrayList<>();

	private final AtomicLong nanos = new AtomicLong();

	private final SecondSignal signals = new SecondSignal((code) -> this.events.add("first " + code),
			(code) -> this.events.add("second " + code), this.nanos::get, List.of());

	@Test
	void theFirstIsLeftToTheJvmAndTheSecondIsNot() {
		this.signals.handle(INT, () -> {
			this.events.add("shutdown");
			handle(INT);
			handle(INT);
		});
		assertThat(this.events).containsExactly("first 130", "shutdown", "second 130", "second 130");
	}

	@Test
	void anotherSignalAtTheSameTimeIsTheSameRequest() {
		this.signals.handle(INT, () -> {
			handle(TERM);
			assertThat(this.events).containsExactly("first 130");
			this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
			handle(TERM);
		});
		assertThat(this.events).containsExactly("first 130", "second 143");
	}

	@Test
	void whereTheFirstDoesNotEndTheJvmTheNextIsAFirstAgain() {
		handle(INT);
		handle(INT);
		assertThat(this.events).containsExactly("first 130", "ignored", "first 130", "ignored");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aHandlerGetsItsSignalAndTheOneBeforeItIsPutBack() throws Exception {
		List<String> heard = new CopyOnWriteArrayList<>();
		Runnable removeOuter = SignalHandler.install("WINCH", (number, before) -> heard.add("outer " + number));
		Runnable removeInner = SignalHandler.install("WINCH", (number, before) -> {
			heard.add("inner " + number);
			before.run();
		});
		Signal.send("WINCH", ProcessHandle.current().pid());
		Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly("inner 28", "outer 28"));
		removeInner.run();
		Signal.send("WINCH", ProcessHandle.current().pid());
		Awaitility.await().untilAsserted(() -> assertThat(heard).containsExactly("inner 28", "outer 28", "outer 28"));
		removeOuter.run();
	}

	@Test
	void aSignalThatCannotBeHandledIsLeftAlone() {
		SignalHandler.install("KILL", (number, before) -> {
		}).run();
		SignalHandler.install("NO-SUCH", (number, before) -> {
		}).run();
	}

	private void handle(int signal) {
		this.signals.handle(signal, () -> this.events.add("ignored"));
	}

}
