package io.github.fleetboot.test.discord.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.fleetboot.test.discord.DiscordEmulatorCustomizer;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link io.github.fleetboot.test.discord.DiscordEmulator}: its
 * constructor, its test methods and its lifecycle methods may have a parameter of that
 * type. Nested classes share it unless they carry this annotation themselves.
 *
 * <pre class="code">
 * &#64;DiscordTest(guilds = 100, shards = 4)
 * class MyBotTests {
 *
 *     &#64;Test
 *     void answers(DiscordEmulator discord) {
 *         // start the bot with discord.apiUrl(), discord.gatewayUrl() and discord.token()
 *         discord.awaitReady();
 *         assertThat(discord.user("ann").says("!ping").awaitReply().content()).isEqualTo("Pong!");
 *     }
 *
 * }
 * </pre>
 *
 * After each test outages are healed. The failure of a test is printed with what Discord
 * saw. Tests may run side by side.
 *
 * @since 0.1.0
 * @see DiscordExtension
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(DiscordExtension.class)
public @interface DiscordTest {

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
	 * Whether windows are short, so that tests do not wait for them. If not, they are
	 * Discord's own.
	 * @return {@code true} for
	 * {@link io.github.fleetboot.test.discord.DiscordEmulatorBuilder#fast() short ones}
	 */
	boolean fast() default true;

	/**
	 * What the random numbers of faults come from.
	 * @return the seed; 0 for another one each time, which is printed with a failure
	 */
	long seed() default 0;

	/**
	 * How long an emulator lives.
	 * @return the time
	 */
	Lifetime lifetime() default Lifetime.CLASS;

	/**
	 * What else is to be said of the emulator. Applied last, in this order.
	 * @return classes with a constructor without arguments
	 */
	Class<? extends DiscordEmulatorCustomizer>[] customizers() default {};

	/**
	 * How long an emulator lives.
	 */
	enum Lifetime {

		/**
		 * All tests of the class share one.
		 */
		CLASS,

		/**
		 * Each test has one of its own.
		 */
		METHOD

	}

}
