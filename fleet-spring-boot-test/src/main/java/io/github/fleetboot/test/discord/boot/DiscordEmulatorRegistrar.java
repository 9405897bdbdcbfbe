package io.github.fleetboot.test.discord.boot;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Starts the emulator of a configuration class. That of a test class is there already.
 */
class DiscordEmulatorRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final BeanFactory beanFactory;

	DiscordEmulatorRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		if (!(this.environment instanceof ConfigurableEnvironment configurable)
				|| !(this.beanFactory instanceof DefaultListableBeanFactory beans)
				|| EmulatorContext.isWorker(configurable) || EmulatorContext.isIn(beans)) {
			return;
		}
		AutoConfigureDiscord annotation = metadata.getAnnotations().get(AutoConfigureDiscord.class).synthesize();
		new EmulatorContext(annotation).start(configurable, beans, false);
	}

}
