package io.github.fleetboot.test.discord.boot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.fleetboot.test.discord.DiscordEmulatorCustomizer;

import org.springframework.context.annotation.Import;

/**
 * Gives a Spring Boot application a Discord of its own: an emulator is started before the
 * application, which is pointed at it, and closed after it. It is a bean of type
 * {@link io.github.fleetboot.test.discord.DiscordEmulator}.
 *
 * <p>
 * On a test class, the bot runs inside the JVM of the test, and is there when the first
 * test begins:
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * &#64;AutoConfigureDiscord
 * class MyBotTests {
 *
 *     &#64;Autowired
 *     DiscordEmulator discord;
 *
 *     &#64;Test
 *     void answers() {
 *         assertThat(this.discord.user("ann").says("!ping").awaitReply().content()).isEqualTo("Pong!");
 *     }
 *
 * }
 * </pre>
 *
 * Tests with the same context share its emulator. After each test outages are healed. The
 * failure of a test is printed with what Discord saw.
 *
 * <p>
 * On a configuration class, an application can be run on it while one develops:
 * {@code SpringApplication.from(MyBot::main).with(LocalDiscord.class).run(args)}. Workers
 * of a fleet have no emulator of their own.
 *
 * <p>
 * Sets {@code fleet.discord.api-url}, {@code fleet.discord.gateway-url},
 * {@code fleet.discord.token} and {@code fleet.sharding.identify-interval}, and for other
 * clients than the fleet's {@code discord.emulator.api-url},
 * {@code discord.emulator.gateway-url} and {@code discord.emulator.token}.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(DiscordEmulatorRegistrar.class)
public @interface AutoConfigureDiscord {

	/**
	 * How many guilds the bot is in.
	 * @return the number
	 */
	int guilds() default 1;

	/**
	 * How many members each guild has, the bot included.
	 * @return the number
	 */
	int membersPerGuild() default 3;

	/**
	 * The number of shards that Discord recommends.
	 * @return the number
	 */
	int shards() default 1;

	/**
	 * How many shards may identify in the same window.
	 * @return the number
	 */
	int maxConcurrency() default 1;

	/**
	 * The port of the emulator.
	 * @return the port; 0 for any that is free
	 */
	int port() default 0;

	/**
	 * Whether windows are short, so that nobody waits for them. If not, they are
	 * Discord's own.
	 * @return {@code true} for
	 * {@link io.github.fleetboot.test.discord.DiscordEmulatorBuilder#fast() short ones}
	 */
	boolean fast() default true;

	/**
	 * Whether the application runs as a fleet, and where its workers do.
	 * @return where
	 */
	FleetMode fleet() default FleetMode.DEFAULT;

	/**
	 * Whether the emulator can be led over HTTP, under {@code /control}.
	 * @return {@code true} if so
	 * @see io.github.fleetboot.test.discord.control.DiscordControl
	 */
	boolean control() default false;

	/**
	 * Whether each test waits until all shards of a fleet are there.
	 * @return {@code true} if so
	 */
	boolean awaitReady() default true;

	/**
	 * What else is to be said of the emulator. Applied last, in this order.
	 * @return classes with a constructor without arguments
	 */
	Class<? extends DiscordEmulatorCustomizer>[] customizers() default {};

}
