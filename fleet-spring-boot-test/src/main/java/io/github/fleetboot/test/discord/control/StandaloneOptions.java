package io.github.fleetboot.test.discord.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;

/**
 * What can be said on the command line.
 */
final class StandaloneOptions {

	private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|m|h)");

	private static final Map<String, Option> OPTIONS = new LinkedHashMap<>();

	static {
		add("port", "number", "where to listen; 0 for any free port; 8081 if not given",
				whole((builder, value) -> builder.port(value)));
		add("host", "name", "address to listen on and to tell clients; 127.0.0.1 if not given. Whoever can reach it "
				+ "can use the emulator", DiscordEmulatorBuilder::host);
		add("token", "text", "the bot's token", DiscordEmulatorBuilder::token);
		add("bot-name", "text", "the bot's user name", DiscordEmulatorBuilder::botName);
		add("guilds", "number", "how many guilds the bot is in; 1 if not given",
				whole((builder, value) -> builder.guilds(value)));
		add("members", "number", "how many members each guild has; 3 if not given",
				whole((builder, value) -> builder.membersPerGuild(value)));
		add("shards", "number", "the number of shards that is recommended; 1 if not given",
				whole((builder, value) -> builder.shards(value)));
		add("max-concurrency", "number", "how many shards may identify at once; 1 if not given",
				whole((builder, value) -> builder.maxConcurrency(value)));
		add("identify-window", "time", "time between two IDENTIFYs, such as 500ms; 5s if not given",
				time((builder, value) -> builder.identifyWindow(value)));
		add("heartbeat-interval", "time", "how often clients are to beat; 41250ms if not given",
				time((builder, value) -> builder.heartbeatInterval(value)));
		add("rate-limits", "true|false", "whether REST requests are limited; true if not given",
				StandaloneOptions::rateLimits);
	}

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder().port(8081);

	private StandaloneOptions() {
	}

	private static void add(String name, String value, String meaning,
			BiConsumer<DiscordEmulatorBuilder, String> action) {
		OPTIONS.put(name, new Option(value, meaning, action));
	}

	/**
	 * Read a command line.
	 * @param arguments options as {@code --name value} or {@code --name=value}
	 * @return what they describe
	 * @throws IllegalArgumentException if one is wrong; says which, and the cure
	 */
	static DiscordEmulatorBuilder read(List<String> arguments) {
		StandaloneOptions options = new StandaloneOptions();
		List<String> left = new ArrayList<>(arguments);
		while (!left.isEmpty()) {
			options.take(left);
		}
		return options.builder;
	}

	static boolean asksForHelp(List<String> arguments) {
		return arguments.contains("--help") || arguments.contains("-h");
	}

	static String help() {
		StringBuilder help = new StringBuilder("Options:\n");
		help.append("  --fast%n".formatted());
		help.append("        an IDENTIFY each 200 ms, and other short windows, for tests%n".formatted());
		OPTIONS.forEach((name, option) -> help
			.append("  --%s <%s>%n        %s%n".formatted(name, option.value(), option.meaning())));
		return help.toString();
	}

	private void take(List<String> left) {
		String argument = left.remove(0);
		if (argument.equals("--fast")) {
			this.builder.fast();
			return;
		}
		String[] parts = argument.split("=", 2);
		Option option = parts[0].startsWith("--") ? OPTIONS.get(parts[0].substring(2)) : null;
		if (option == null) {
			throw new IllegalArgumentException(
					"There is no option '" + parts[0] + "'." + suggestion(parts[0]) + " --help lists all.");
		}
		if (parts.length == 1 && left.isEmpty()) {
			throw new IllegalArgumentException(
					"The option " + argument + " needs a value: " + argument + " <" + option.value() + ">.");
		}
		String value = (parts.length == 2) ? parts[1] : left.remove(0);
		try {
			option.action().accept(this.builder, value);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The option %s does not take '%s': %s. It is %s.".formatted(parts[0],
					value, ex.getMessage(), option.meaning()), ex);
		}
	}

	private static String suggestion(String wrong) {
		return OPTIONS.keySet()
			.stream()
			.map((name) -> "--" + name)
			.filter((name) -> isSimilar(name, wrong))
			.findFirst()
			.map((name) -> " Did you mean " + name + "?")
			.orElse("");
	}

	/**
	 * Alike but for one letter more or less, or the beginning.
	 */
	private static boolean isSimilar(String name, String wrong) {
		if (name.startsWith(wrong) && wrong.length() > 3) {
			return true;
		}
		String shorter = (name.length() < wrong.length()) ? name : wrong;
		String longer = (name.length() < wrong.length()) ? wrong : name;
		int start = 0;
		while (start < shorter.length() && shorter.charAt(start) == longer.charAt(start)) {
			start++;
		}
		String tail = longer.substring(Math.min(longer.length(), start + 1));
		return longer.length() - shorter.length() <= 1 && (tail.equals(shorter.substring(start))
				|| tail.equals(shorter.substring(Math.min(shorter.length(), start + 1))));
	}

	private static BiConsumer<DiscordEmulatorBuilder, String> whole(
			BiConsumer<DiscordEmulatorBuilder, Integer> action) {
		return converted((value) -> {
			try {
				return Integer.valueOf(value);
			}
			catch (NumberFormatException ex) {
				throw new IllegalArgumentException("it must be a whole number", ex);
			}
		}, action);
	}

	private static BiConsumer<DiscordEmulatorBuilder, String> time(
			BiConsumer<DiscordEmulatorBuilder, Duration> action) {
		return converted((value) -> {
			Matcher time = TIME.matcher(value);
			if (!time.matches()) {
				throw new IllegalArgumentException("it must be a whole number with a unit, such as 500ms, 5s or 2m");
			}
			long number = Long.parseLong(time.group(1));
			return switch (time.group(2)) {
				case "ms" -> Duration.ofMillis(number);
				case "s" -> Duration.ofSeconds(number);
				case "m" -> Duration.ofMinutes(number);
				default -> Duration.ofHours(number);
			};
		}, action);
	}

	private static <T> BiConsumer<DiscordEmulatorBuilder, String> converted(Function<String, T> conversion,
			BiConsumer<DiscordEmulatorBuilder, T> action) {
		return (builder, value) -> action.accept(builder, conversion.apply(value));
	}

	private static void rateLimits(DiscordEmulatorBuilder builder, String value) {
		if (!value.equals("true") && !value.equals("false")) {
			throw new IllegalArgumentException("it must be true or false");
		}
		builder.rateLimits(value.equals("true"));
	}

	/**
	 * An option.
	 *
	 * @param value what kind of value it takes
	 * @param meaning what it means, for people
	 * @param action applies it
	 */
	private record Option(String value, String meaning, BiConsumer<DiscordEmulatorBuilder, String> action) {
	}

}
