package io.github.fleetboot.test.discord.boot;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Starts the emulator of a test class. Part of the key of its context, so that each
 * cached context has one.
 *
 * @param annotation what the test class says
 */
record DiscordContextCustomizer(AutoConfigureDiscord annotation) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		if (context.getBeanFactory() instanceof DefaultListableBeanFactory beans && !EmulatorContext.isIn(beans)) {
			new EmulatorContext(this.annotation).start(context.getEnvironment(), beans, true);
		}
	}

	/**
	 * Looks for the annotation.
	 */
	static class Factory implements ContextCustomizerFactory {

		@Override
		public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
				List<ContextConfigurationAttributes> configurationAttributes) {
			AutoConfigureDiscord annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
					AutoConfigureDiscord.class);
			return (annotation != null) ? new DiscordContextCustomizer(annotation) : null;
		}

	}

}
