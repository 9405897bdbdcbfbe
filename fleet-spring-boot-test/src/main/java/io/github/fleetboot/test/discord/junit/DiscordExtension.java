package io.github.fleetboot.test.discord.junit;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.DiscordEmulatorCustomizer;
import io.github.fleetboot.test.discord.DiscordReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Starts a {@link DiscordEmulator} for tests and closes it after them. Either through
 * {@link DiscordTest @DiscordTest}, or as a field that is annotated with
 * {@link org.junit.jupiter.api.extension.RegisterExtension @RegisterExtension}:
 *
 * <pre>{@code
 * static final DiscordExtension discord = DiscordExtension.with((builder) -> builder.guilds(100).shards(4));
 * }</pre>
 *
 * A static field has one emulator for its class, an instance field one for each test. May
 * be used from any thread.
 *
 * @since 0.1.0
 */
public final class DiscordExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback,
		ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

	private static final String KEY = "discord";

	private final @Nullable DiscordEmulatorCustomizer customizer;

	private final Namespace namespace;

	private volatile @Nullable DiscordEmulator emulator;

	/**
	 * Used by {@link DiscordTest @DiscordTest}, whose attributes it needs.
	 */
	DiscordExtension() {
		this.customizer = null;
		this.namespace = Namespace.create(DiscordExtension.class);
	}

	private DiscordExtension(DiscordEmulatorCustomizer customizer) {
		this.customizer = customizer;
		this.namespace = Namespace.create(DiscordExtension.class, this);
	}

	/**
	 * Describe the emulator. It is {@link DiscordEmulatorBuilder#fast() fast} unless told
	 * otherwise.
	 * @param customizer what to say of it
	 * @return the extension, for a field with {@code @RegisterExtension}
	 */
	public static DiscordExtension with(DiscordEmulatorCustomizer customizer) {
		return new DiscordExtension(customizer);
	}

	/**
	 * The emulator, for an extension that is a field.
	 * @return the emulator
	 * @throws IllegalStateException before the first test, and with {@code @DiscordTest},
	 * where tests have a parameter instead
	 */
	public DiscordEmulator emulator() {
		DiscordEmulator current = this.emulator;
		if (current == null || this.customizer == null) {
			throw new IllegalStateException("There is no emulator yet: it starts before the first @BeforeAll method "
					+ "of a static @RegisterExtension field, and before each test of one that is not static");
		}
		return current;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (this.customizer != null) {
			this.emulator = start(context, builder().apply(this.customizer));
			return;
		}
		Class<?> type = context.getRequiredTestClass();
		DiscordTest annotation = annotation(context);
		boolean own = AnnotationSupport.findAnnotation(type, DiscordTest.class).isPresent();
		if (own && annotation.lifetime() == DiscordTest.Lifetime.CLASS) {
			start(context, builder(annotation));
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (this.customizer == null) {
			DiscordTest annotation = annotation(context);
			if (annotation.lifetime() == DiscordTest.Lifetime.METHOD) {
				start(context, builder(annotation));
			}
		}
		else if (find(context) == null) {
			this.emulator = start(context, builder().apply(this.customizer));
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		DiscordEmulator current = find(context);
		if (current != null) {
			current.fail().heal();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == DiscordEmulator.class;
	}

	@Override
	public DiscordEmulator resolveParameter(ParameterContext parameter, ExtensionContext context) {
		DiscordEmulator current = find(context);
		if (current == null) {
			throw new ExtensionConfigurationException(
					"There is no emulator yet for '" + parameter.getDeclaringExecutable()
							+ "': each test has one of its own, so that only test methods, "
							+ "@BeforeEach and @AfterEach methods may have it as a parameter");
		}
		return current;
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		report(context, failure);
	}

	@Override
	public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		report(context, failure);
	}

	@Override
	public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		report(context, failure);
	}

	private void report(ExtensionContext context, Throwable failure) throws Throwable {
		DiscordEmulator current = find(context);
		if (current != null) {
			DiscordReport.addTo(failure, current);
		}
		throw failure;
	}

	private DiscordEmulator start(ExtensionContext context, DiscordEmulatorBuilder builder) {
		DiscordEmulator started = builder.start();
		context.getStore(this.namespace).put(KEY, started);
		return started;
	}

	private @Nullable DiscordEmulator find(ExtensionContext context) {
		return context.getStore(this.namespace).get(KEY, DiscordEmulator.class);
	}

	private static DiscordTest annotation(ExtensionContext context) {
		for (Class<?> type = context.getTestClass().orElse(null); type != null; type = type.getEnclosingClass()) {
			DiscordTest annotation = AnnotationSupport.findAnnotation(type, DiscordTest.class).orElse(null);
			if (annotation != null) {
				return annotation;
			}
		}
		throw new ExtensionConfigurationException("Annotate the test class with @DiscordTest, or declare a field "
				+ "'@RegisterExtension static final DiscordExtension discord = DiscordExtension.with(…)'");
	}

	private static DiscordEmulatorBuilder builder() {
		return DiscordEmulator.builder().fast();
	}

	private static DiscordEmulatorBuilder builder(DiscordTest annotation) {
		DiscordEmulatorBuilder builder = annotation.fast() ? builder() : DiscordEmulator.builder();
		builder.guilds(annotation.guilds())
			.membersPerGuild(annotation.membersPerGuild())
			.shards(annotation.shards())
			.maxConcurrency(annotation.maxConcurrency());
		if (annotation.seed() != 0) {
			builder.seed(annotation.seed());
		}
		for (Class<? extends DiscordEmulatorCustomizer> type : annotation.customizers()) {
			builder.apply(ReflectionSupport.newInstance(type));
		}
		return builder;
	}

}
