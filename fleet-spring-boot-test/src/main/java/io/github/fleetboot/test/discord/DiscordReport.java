package io.github.fleetboot.test.discord;

/**
 * What Discord saw of a test that failed. It is never thrown, but suppressed in favour of
 * the test's own failure, so that whatever prints the failure prints this as well.
 *
 * @since 0.1.0
 */
public final class DiscordReport extends RuntimeException {

	private DiscordReport(String message) {
		super(message, null, false, false);
	}

	/**
	 * Add a report to the failure of a test, once for each emulator.
	 * @param failure the failure
	 * @param discord the emulator
	 */
	public static void addTo(Throwable failure, DiscordEmulator discord) {
		String origin = discord.apiUrl();
		for (Throwable suppressed : failure.getSuppressed()) {
			if (suppressed instanceof DiscordReport report && String.valueOf(report.getMessage()).contains(origin)) {
				return;
			}
		}
		failure.addSuppressed(new DiscordReport(discord.describe()));
	}

}
