package io.github.fleetboot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.DefaultIpcSendObservationConvention;
import io.github.fleetboot.ipc.IpcClosedException;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcFailure;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcRequest;
import io.github.fleetboot.ipc.IpcSubscriptions;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.ReactiveIpcTemplate;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link FleetAutoConfiguration} makes of what else is there: Reactor, a
 * validator, an observation registry.
 */
@Timeout(60)
class FleetMessagesAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FleetAutoConfiguration.class, AdmiralAutoConfiguration.class));

	@Test
	void whenReactorIsPresentThereIsAReactiveTemplate() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ReactiveIpcTemplate.class));
		this.runner.withClassLoader(new FilteredClassLoader("reactor"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("reactiveIpcTemplate"));
	}

	@Test
	void whenTheApplicationHasAReactiveTemplateItIsUsed() {
		this.runner.withUserConfiguration(OwnTemplate.class)
			.run((context) -> assertThat(context).hasSingleBean(ReactiveIpcTemplate.class).hasBean("own"));
	}

	@Test
	void subscriptionsCanBeInjected() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(IpcSubscriptions.class));
	}

	@Test
	void whenThereIsARegistryTheTemplateUsesItAndTheApplicationsConvention() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.runner.withBean(TestObservationRegistry.class, () -> registry)
			.withBean(NamedConvention.class)
			.run((context) -> {
				assertThatExceptionOfType(IpcClosedException.class)
					.isThrownBy(() -> context.getBean(IpcTemplate.class).convertAndSend(IpcDestination.admiral(), "x"));
				TestObservationRegistryAssert.assertThat(registry)
					.hasSingleObservationThat()
					.hasNameEqualTo("own.name")
					.hasLowCardinalityKeyValue("exception", "IpcClosedException");
			});
	}

	@Test
	void whenThereIsAValidatorItValidates() {
		this.runner.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
			.withBean(Strict.class)
			.run((context) -> {
				Answer answer = new Answer();
				context.getBean(IpcHandlers.class).request(answer);
				assertThat(answer.failure.join().kind()).isEqualTo(IpcFailure.Kind.INVALID);
				assertThat(answer.failure.join().message()).isEqualTo("'masts' must be greater than 0 (Positive)");
			});
	}

	@Test
	void whenThereIsNoValidatorAHandlerThatNeedsOneIsRefused() {
		this.runner.withBean(Strict.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(FleetException.class)
				.hasMessageContaining("Strict.dock"));
	}

	/**
	 * Runs a request and its handler where neither Reactor nor a validator nor the
	 * registry's context propagation can be loaded.
	 */
	@Test
	void messagesNeedNeitherReactorNorValidation() throws Exception {
		try (FilteredClassLoader loader = new OwnClassLoader()) {
			Method run = loader.loadClass(Bare.class.getName()).getDeclaredMethod("run");
			run.setAccessible(true);
			assertThat(run.invoke(null)).isEqualTo("ahoy later");
		}
	}

	/** Loads the fleet's classes anew, so that they see what is hidden. */
	private static final class OwnClassLoader extends FilteredClassLoader {

		OwnClassLoader() {
			super("reactor", "org.reactivestreams", "jakarta.validation", "org.hibernate", "io.micrometer.context");
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("io.github.fleetboot.") && !name.startsWith("org.springframework.messaging.")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : define(name);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			String file = name.replace('.', '/') + ".class";
			try (InputStream in = getParent().getResourceAsStream(file)) {
				if (in == null) {
					throw new ClassNotFoundException(name);
				}
				byte[] bytes = in.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

	static class Bare {

		static Object run() {
			IpcHandlers handlers = new IpcHandlers(new CborMessageConverter(), 1, 1);
			handlers.register(new Bare());
			Answer answer = new Answer();
			handlers.request(answer);
			IpcContent content = answer.content.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
			handlers.close();
			return new CborMessageConverter().fromMessage(
					org.springframework.messaging.support.MessageBuilder.withPayload(content.bytes()).build(),
					String.class);
		}

		@MessageMapping("dock")
		CompletableFuture<String> dock(Ship ship) {
			return CompletableFuture.supplyAsync(() -> "ahoy later");
		}

	}

	static class OwnTemplate {

		@Bean
		ReactiveIpcTemplate own(IpcTemplate template) {
			return new ReactiveIpcTemplate(template);
		}

	}

	static class NamedConvention extends DefaultIpcSendObservationConvention {

		@Override
		public String getName() {
			return "own.name";
		}

	}

	record Ship(@Positive int masts) {
	}

	@AdmiralController
	static class Strict {

		@MessageMapping("dock")
		int dock(@Valid Ship ship) {
			return ship.masts();
		}

	}

	static class Answer implements IpcRequest {

		final CompletableFuture<IpcContent> content = new CompletableFuture<>();

		final CompletableFuture<IpcFailure> failure = new CompletableFuture<>();

		@Override
		public WorkerId source() {
			return WorkerId.cluster(0);
		}

		@Override
		public String route() {
			return "dock";
		}

		@Override
		public IpcContent content() {
			Message<?> message = new CborMessageConverter().toMessage(java.util.Map.of("masts", -1), null);
			return new IpcContent((byte[]) message.getPayload(), java.util.Map.of());
		}

		@Override
		public boolean isOpen() {
			return !this.content.isDone() && !this.failure.isDone();
		}

		@Override
		public void reply(IpcContent reply) {
			this.content.complete(reply);
		}

		@Override
		public void fail(IpcFailure failed) {
			this.failure.complete(failed);
		}

		@Override
		public void onCancel(Runnable action) {
		}

	}

}
