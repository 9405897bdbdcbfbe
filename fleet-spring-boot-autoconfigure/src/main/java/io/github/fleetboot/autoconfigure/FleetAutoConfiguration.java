package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.cache.FleetCache;
import io.github.fleetboot.cache.IpcFleetCache;
import io.github.fleetboot.eval.FleetEval;
import io.github.fleetboot.eval.IpcFleetEval;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcReceiveObservationConvention;
import io.github.fleetboot.ipc.IpcSendObservationConvention;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.ReactiveIpcTemplate;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;

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
	IpcHandlers fleetIpcHandlers(CborMessageConverter converter, FleetProperties properties,
			ObjectProvider<Validator> validator, ObjectProvider<ObservationRegistry> observations,
			ObjectProvider<IpcReceiveObservationConvention> convention) {
		IpcHandlers handlers = new IpcHandlers(converter, properties.ipc().handlerThreads(),
				properties.ipc().handlerQueue());
		handlers.setValidator(validator::getIfUnique);
		observations.ifUnique((registry) -> handlers.setObservations(registry, convention.getIfUnique()));
		return handlers;
	}

	@Bean
	@ConditionalOnMissingBean
	IpcTemplate ipcTemplate(DeferredIpcLink link, CborMessageConverter converter, FleetProperties properties,
			ObjectProvider<ObservationRegistry> observations, ObjectProvider<IpcSendObservationConvention> convention) {
		IpcTemplate template = new IpcTemplate(link, converter, properties.ipc().requestTimeout());
		observations.ifUnique(template::setObservationRegistry);
		convention.ifUnique(template::setObservationConvention);
		return template;
	}

	/**
	 * The fleet's own messages do not depend on how the application sends its own.
	 */
	@Bean
	ControlTemplate fleetControlTemplate(DeferredIpcLink link, FleetProperties properties) {
		CborMessageConverter converter = new CborMessageConverter();
		return new ControlTemplate(new IpcTemplate(link, converter, properties.ipc().requestTimeout()), converter);
	}

	@Bean
	@ConditionalOnMissingBean
	FleetCache fleetCache(DeferredIpcLink link, ControlTemplate control, FleetProperties properties) {
		return new IpcFleetCache(control.converter(), link, control.template().getCallbackExecutor(),
				properties.ipc().requestTimeout());
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

	/**
	 * Calls with Reactor's types.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "reactor.core.publisher.Mono")
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ReactiveIpcTemplate reactiveIpcTemplate(IpcTemplate template) {
			return new ReactiveIpcTemplate(template);
		}

	}

}
