package io.github.fleetboot.test.discord.boot;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.DiscordEmulatorCustomizer;
import io.github.fleetboot.test.discord.control.DiscordControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * The emulator of an application context.
 */
final class EmulatorContext {

	static final String BEAN = "discordEmulator";

	/**
	 * The keys are the fleet's, which this module does not depend on.
	 */
	private static final String SKIP_IN_TESTS = "fleet.skip-in-tests";

	private static final String MODE = "fleet.workers.mode";

	private static final String MEMBER = "fleet.worker";

	private static final String SOURCE = "discordEmulator";

	private static final Logger logger = LoggerFactory.getLogger(EmulatorContext.class);

	private final AutoConfigureDiscord annotation;

	EmulatorContext(AutoConfigureDiscord annotation) {
		this.annotation = annotation;
	}

	/**
	 * Whether this is a worker, whose Admiral has the emulator.
	 */
	static boolean isWorker(Environment environment) {
		return !environment.getProperty(MEMBER, "admiral").equals("admiral");
	}

	static boolean isIn(DefaultListableBeanFactory beans) {
		return beans.containsSingleton(BEAN);
	}

	/**
	 * Whether a fleet is about to start in the environment of a test.
	 */
	static boolean hasFleet(Environment environment) {
		return environment.getProperty("fleet.enabled", Boolean.class, true)
				&& !environment.getProperty(SKIP_IN_TESTS, Boolean.class, true);
	}

	/**
	 * Start it, and point the application at it. It ends with the context, be it that the
	 * context's start fails; as the first to be registered it is the last to be
	 * destroyed.
	 * @param inTest whether a test starts the application
	 */
	void start(ConfigurableEnvironment environment, DefaultListableBeanFactory beans, boolean inTest) {
		DiscordEmulator discord = builder().start();
		beans.registerSingleton(BEAN, discord);
		beans.registerDisposableBean(BEAN, (DisposableBean) discord::close);
		environment.getPropertySources()
			.addFirst(new MapPropertySource(SOURCE, properties(discord, environment, inTest)));
		if (this.annotation.control()) {
			DiscordControl control = DiscordControl.of(discord);
			logger.info("Lead the Discord emulator at {}", control.url());
		}
		logger.info("Discord is emulated: REST at {}, gateway at {}, {} guilds", discord.apiUrl(), discord.gatewayUrl(),
				discord.guilds().size());
	}

	private DiscordEmulatorBuilder builder() {
		DiscordEmulatorBuilder builder = DiscordEmulator.builder();
		if (this.annotation.fast()) {
			builder.fast();
		}
		builder.guilds(this.annotation.guilds())
			.membersPerGuild(this.annotation.membersPerGuild())
			.shards(this.annotation.shards())
			.maxConcurrency(this.annotation.maxConcurrency())
			.port(this.annotation.port());
		for (Class<? extends DiscordEmulatorCustomizer> type : this.annotation.customizers()) {
			builder.apply(BeanUtils.instantiateClass(type));
		}
		return builder;
	}

	private Map<String, Object> properties(DiscordEmulator discord, Environment environment, boolean inTest) {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String prefix : new String[] { "fleet.discord.", "discord.emulator." }) {
			properties.put(prefix + "api-url", discord.apiUrl());
			properties.put(prefix + "gateway-url", discord.gatewayUrl());
			properties.put(prefix + "token", discord.token());
		}
		properties.put("fleet.sharding.identify-interval", discord.identifyWindow().toMillis() + "ms");
		switch (this.annotation.fleet()) {
			case OFF -> properties.put("fleet.skip-in-tests", "true");
			case IN_PROCESS -> fleet(properties, "in-process");
			case FORKED -> fleet(properties, "process");
			case DEFAULT -> {
				if (inTest && !environment.containsProperty(SKIP_IN_TESTS)) {
					properties.put(SKIP_IN_TESTS, "false");
				}
				if (inTest && !environment.containsProperty(MODE)) {
					properties.put(MODE, "in-process");
				}
			}
		}
		return properties;
	}

	private static void fleet(Map<String, Object> properties, String mode) {
		properties.put(SKIP_IN_TESTS, "false");
		properties.put(MODE, mode);
	}

}
