package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.cache.FleetCache;
import io.github.fleetboot.cache.IpcFleetCache;
import io.github.fleetboot.eval.FleetEval;
import io.github.fleetboot.eval.IpcFleetEval;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcTemplate;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for what every JVM of a fleet has: its messages.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = FleetEnvironment.ENABLED, matchIfMissing = true)
@EnableConfigurationProperties({ FleetProperties.class, DiscordProperties.class })
public class FleetAutoConfiguration {

	/**
	 * Closed by whoever opened it.
	 */
	@Bean(destroyMethod = "")
	DeferredIpcLink fleetIpcLink(Environment environment) {
		return new DeferredIpcLink(FleetEnvironment.self(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	CborMessageConverter fleetMessageConverter() {
		return new CborMessageConverter();
	}

	@Bean(destroyMethod = "close")
	IpcHandlers fleetIpcHandlers(CborMessageConverter converter, FleetProperties properties) {
		return new IpcHandlers(converter, properties.ipc().handlerThreads(), properties.ipc().handlerQueue());
	}

	@Bean
	@ConditionalOnMissingBean
	IpcTemplate ipcTemplate(DeferredIpcLink link, CborMessageConverter converter, FleetProperties properties) {
		return new IpcTemplate(link, converter, properties.ipc().requestTimeout());
	}

	/**
	 * The fleet's own messages do not depend on how the application sends its own.
	 */
	@Bean
	ControlTemplate fleetControlTemplate(DeferredIpcLink link, FleetProperties properties) {
		return new ControlTemplate(
				new IpcTemplate(link, new CborMessageConverter(), properties.ipc().requestTimeout()));
	}

	@Bean
	@ConditionalOnMissingBean
	FleetCache fleetCache(DeferredIpcLink link, ControlTemplate control, FleetProperties properties) {
		return new IpcFleetCache(link, control.template().getCallbackExecutor(), properties.ipc().requestTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	FleetEval fleetEval(ControlTemplate control, FleetProperties properties) {
		return new IpcFleetEval(properties.eval().enabled(), control.template());
	}

	@Bean
	RoleBeans fleetRoleBeans(ListableBeanFactory beanFactory, IpcHandlers handlers) {
		return new RoleBeans(beanFactory, handlers);
	}

}
