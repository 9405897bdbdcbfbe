package io.github.fleetboot.test.discord.control;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.record.DiscordRecord;

/**
 * The emulator as a process of its own, led over HTTP. Prints where it is, and then each
 * rule of Discord's that a bot breaks.
 *
 * @since 0.1.0
 * @see DiscordControl
 */
public final class DiscordEmulatorMain {

	private static final int FAILURE = 1;

	private static final int WRONG_USE = 2;

	/**
	 * Without a logging library SLF4J would begin with a warning about that.
	 */
	private static final String SLF4J = "slf4j.internal.verbosity";

	private final PrintStream out;

	private final CountDownLatch ended = new CountDownLatch(1);

	private DiscordEmulatorMain(PrintStream out) {
		this.out = out;
	}

	/**
	 * Run until the process is told to end, by a signal or over HTTP.
	 * @param arguments the options; {@code --help} lists them
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] arguments) throws InterruptedException {
		if (System.getProperty(SLF4J) == null) {
			System.setProperty(SLF4J, "ERROR");
		}
		int status = new DiscordEmulatorMain(System.out).run(List.of(arguments), System.err);
		if (status != 0) {
			System.exit(status);
		}
	}

	private int run(List<String> arguments, PrintStream errors) throws InterruptedException {
		if (StandaloneOptions.asksForHelp(arguments)) {
			this.out.println("A Discord for tests: REST API and gateway, as strict as the real one.\n");
			this.out.print(StandaloneOptions.help());
			return 0;
		}
		DiscordEmulator started;
		try {
			started = StandaloneOptions.read(arguments).start();
		}
		catch (IllegalArgumentException ex) {
			errors.println(ex.getMessage());
			return WRONG_USE;
		}
		catch (IllegalStateException ex) {
			errors.println(ex.getMessage() + ". The option is --port.");
			return FAILURE;
		}
		try (DiscordEmulator discord = started) {
			DiscordControl control = DiscordControl.of(discord).onShutdown(this.ended::countDown);
			Runtime.getRuntime().addShutdownHook(new Thread(discord::close, "discord-end"));
			introduce(discord, control);
			watch(discord);
			return 0;
		}
	}

	private void introduce(DiscordEmulator discord, DiscordControl control) {
		String api = discord.apiUrl();
		this.out.printf("""
				The Discord emulator is up: %d guilds.

				  REST      %s
				  gateway   %s
				  token     %s
				  control   %s

				A fleet   --fleet.discord.api-url=%s --fleet.discord.gateway-url=%s
				          --fleet.discord.token=%s --fleet.sharding.identify-interval=%dms
				JDA       RestConfig.setBaseUrl("%s"), and a SessionController for the gateway
				Others    REST at %s, the gateway is what GET gateway/bot tells

				Talk to the bot:
				  curl -d '{"from": "ann", "content": "!ping", "reply": 5}' %s/messages

				Ctrl-C ends it.
				""", discord.guilds().size(), api, discord.gatewayUrl(), discord.token(), control.url(), api,
				discord.gatewayUrl(), discord.token(), discord.identifyWindow().toMillis(), api,
				api.substring(0, api.length() - 1), control.url());
	}

	/**
	 * Print what bots do wrong, until the end.
	 */
	private void watch(DiscordEmulator discord) throws InterruptedException {
		int printed = 0;
		boolean done = false;
		while (!done) {
			done = this.ended.await(1, TimeUnit.SECONDS);
			List<DiscordRecord.Violation> violations = discord.record().violations();
			for (DiscordRecord.Violation violation : violations.subList(printed, violations.size())) {
				this.out.printf("%s violation, answered with %d: %s%n", violation.time().instant(),
						violation.closeCode(), violation.reason());
			}
			printed = violations.size();
		}
	}

}
