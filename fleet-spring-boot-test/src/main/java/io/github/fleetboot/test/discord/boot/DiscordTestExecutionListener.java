package io.github.fleetboot.test.discord.boot;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordReport;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets each test begin with the bot connected, and end with nothing broken.
 */
class DiscordTestExecutionListener implements TestExecutionListener {

	/**
	 * A fleet of processes takes its time.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@Override
	public void beforeTestMethod(TestContext context) {
		emulator(context, (annotation, discord) -> {
			if (annotation.awaitReady() && EmulatorContext.hasFleet(context.getApplicationContext().getEnvironment())) {
				discord.awaitReady(PATIENCE);
			}
		});
	}

	@Override
	public void afterTestExecution(TestContext context) {
		Optional.ofNullable(context.getTestException())
			.ifPresent((failure) -> emulator(context, (annotation, discord) -> DiscordReport.addTo(failure, discord)));
	}

	@Override
	public void afterTestMethod(TestContext context) {
		emulator(context, (annotation, discord) -> discord.fail().heal());
	}

	private static void emulator(TestContext context, BiConsumer<AutoConfigureDiscord, DiscordEmulator> action) {
		AutoConfigureDiscord annotation = TestContextAnnotationUtils.findMergedAnnotation(context.getTestClass(),
				AutoConfigureDiscord.class);
		if (annotation != null && context.hasApplicationContext()) {
			Object bean = context.getApplicationContext().getBean(EmulatorContext.BEAN);
			action.accept(annotation, (DiscordEmulator) bean);
		}
	}

}
