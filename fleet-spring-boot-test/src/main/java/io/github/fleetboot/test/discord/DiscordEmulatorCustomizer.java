package io.github.fleetboot.test.discord;

/**
 * Changes the description of an emulator before it starts. A class that is named by an
 * annotation needs a constructor without arguments.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DiscordEmulatorCustomizer {

	/**
	 * Change the description.
	 * @param builder the builder, to which everything else has been applied
	 */
	void customize(DiscordEmulatorBuilder builder);

}
