package io.github.fleetboot.test.discord.junit;

import java.net.Socket;
import java.util.List;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * What the extension does with tests that fail, and with wrong ones.
 */
class DiscordExtensionTests {

	@Test
	void aFailureTellsWhatDiscordSaw() {
		List<Throwable> failures = failures(Failing.class);
		assertThat(failures).hasSize(2).allSatisfy((failure) -> {
			assertThat(failure.getMessage()).isEqualTo("the test's own");
			assertThat(failure.getSuppressed()).singleElement().isInstanceOf(DiscordReport.class);
			assertThat(failure.getSuppressed()[0].getMessage()).startsWith("The Discord emulator at http://127.0.0.1:")
				.contains("0 sessions");
		});
	}

	@Test
	void outagesAreHealedAfterEachTest() {
		assertThat(failures(Healed.class)).isEmpty();
	}

	@Test
	void aMissingAnnotationIsNamed() {
		assertThat(failures(Unannotated.class)).singleElement()
			.satisfies((failure) -> assertThat(failure.getMessage()).contains("@DiscordTest"));
	}

	@Test
	void anEmulatorOfAMethodIsNotThereBefore() {
		assertThat(failures(TooEarly.class)).singleElement()
			.satisfies(
					(failure) -> assertThat(failure.getCause().getMessage()).contains("each test has one of its own"));
	}

	private static List<Throwable> failures(Class<?> type) {
		EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
			.selectors(selectClass(type))
			.execute();
		return results.allEvents()
			.failed()
			.stream()
			.map((event) -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow())
			.toList();
	}

	@Disabled("run by another test")
	@DiscordTest
	static class Failing {

		@Test
		void one() {
			throw new IllegalStateException("the test's own");
		}

		@Test
		void two(DiscordEmulator discord) {
			AssertionError failure = new AssertionError("the test's own");
			DiscordReport.addTo(failure, discord);
			throw failure;
		}

	}

	@Disabled("run by another test")
	@DiscordTest
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	static class Healed {

		@Test
		@Order(1)
		void breaks(DiscordEmulator discord) {
			discord.fail().refuseConnections();
		}

		@Test
		@Order(2)
		void works(DiscordEmulator discord) throws Exception {
			new Socket("127.0.0.1", discord.port()).close();
		}

	}

	@Disabled("run by another test")
	@ExtendWith(DiscordExtension.class)
	static class Unannotated {

		@Test
		void works(DiscordEmulator discord) {
			assertThat(discord).isNotNull();
		}

	}

	@Disabled("run by another test")
	@DiscordTest(lifetime = DiscordTest.Lifetime.METHOD)
	static class TooEarly {

		@BeforeAll
		static void before(DiscordEmulator discord) {
			assertThat(discord).isNotNull();
		}

		@Test
		void works() {
		}

	}

}
