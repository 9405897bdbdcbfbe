package io.github.fleetboot.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus reads, parsed as strictly as its text format is described.
 *
 * @param families the metrics by name, in order
 * @see <a href=
 * "https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format">Prometheus:
 * Text-based format</a>
 */
record PrometheusText(Map<String, Family> families) {

	private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";

	private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") ((?:[^\\\\]|\\\\\\\\|\\\\n)*)");

	private static final Pattern TYPE = Pattern
		.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");

	private static final String LABEL_NAME = "[a-zA-Z_][a-zA-Z0-9_]*";

	private static final String LABEL_VALUE = "(?:[^\\\\\"\n]|\\\\\\\\|\\\\\"|\\\\n)*";

	private static final String LABEL = LABEL_NAME + "=\"" + LABEL_VALUE + "\"";

	private static final Pattern ONE_LABEL = Pattern.compile("(" + LABEL_NAME + ")=\"(" + LABEL_VALUE + ")\"");

	private static final Pattern SAMPLE = Pattern
		.compile("(" + NAME + ")(?:\\{(" + LABEL + "(?:," + LABEL + ")*),?})? (NaN|[+-]Inf|[-+0-9.eE]+)");

	static PrometheusText parse(String text) {
		assertThat(text).endsWith("\n").doesNotContain("\r");
		Parser parser = new Parser();
		text.lines().forEach(parser::line);
		return new PrometheusText(parser.families);
	}

	Family family(String name) {
		assertThat(this.families).containsKey(name);
		return this.families.get(name);
	}

	double sum(String name) {
		return family(name).samples().stream().mapToDouble(Sample::value).sum();
	}

	/**
	 * The value of the only series with some labels.
	 */
	double value(String name, String... labels) {
		return family(name).samples().stream().filter((sample) -> {
			for (int i = 0; i < labels.length; i += 2) {
				if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
					return false;
				}
			}
			return true;
		}).reduce((first, second) -> {
			throw new AssertionError("Both " + first + " and " + second);
		}).orElseThrow().value();
	}

	/**
	 * One metric.
	 */
	record Family(String name, String help, String type, List<Sample> samples) {

		/**
		 * Which names its samples may have.
		 */
		boolean allows(String sample) {
			return switch (this.type) {
				case "summary" -> Set.of(this.name, this.name + "_sum", this.name + "_count").contains(sample);
				case "histogram" ->
					Set.of(this.name + "_bucket", this.name + "_sum", this.name + "_count").contains(sample);
				default -> this.name.equals(sample);
			};
		}

	}

	/**
	 * One value.
	 */
	record Sample(String name, Map<String, String> labels, double value) {
	}

	/**
	 * Reads line by line.
	 */
	private static final class Parser {

		private final Map<String, Family> families = new LinkedHashMap<>();

		private final Set<Object> series = new HashSet<>();

		private @Nullable String helpOf;

		private String help = "";

		private @Nullable Family family;

		void line(String line) {
			if (line.startsWith("# HELP ")) {
				Matcher matcher = matched(HELP, line);
				assertThat(this.families).as("a second time: " + line).doesNotContainKey(matcher.group(1));
				this.helpOf = matcher.group(1);
				this.help = matcher.group(2).strip();
			}
			else if (line.startsWith("# TYPE ")) {
				type(line);
			}
			else if (!line.startsWith("#") && !line.isEmpty()) {
				sample(line);
			}
		}

		private void type(String line) {
			Matcher matcher = matched(TYPE, line);
			String name = matcher.group(1);
			assertThat(this.helpOf).as("HELP stands before " + line).isEqualTo(name);
			Family next = new Family(name, this.help, matcher.group(2), new ArrayList<>());
			assertThat(this.families.put(name, next)).as("a second time: " + line).isNull();
			if (next.type().equals("counter")) {
				assertThat(name).endsWith("_total");
			}
			this.family = next;
		}

		private void sample(String line) {
			Matcher matcher = matched(SAMPLE, line);
			Family current = this.family;
			assertThat(current).as("TYPE stands before " + line).isNotNull();
			String name = matcher.group(1);
			assertThat(current.allows(name)).as("%s is of %s, a %s", line, current.name(), current.type()).isTrue();
			Map<String, String> labels = new TreeMap<>();
			if (matcher.group(2) != null) {
				Matcher label = ONE_LABEL.matcher(matcher.group(2));
				while (label.find()) {
					assertThat(labels.put(label.group(1), label.group(2))).as("a label twice: " + line).isNull();
				}
			}
			assertThat(this.series.add(List.of(name, labels))).as("a second time: " + line).isTrue();
			String value = matcher.group(3);
			current.samples().add(new Sample(name, labels, Double.parseDouble(value.replace("Inf", "Infinity"))));
		}

		private static Matcher matched(Pattern pattern, String line) {
			Matcher matcher = pattern.matcher(line);
			assertThat(matcher.matches()).as("well-formed: " + line).isTrue();
			return matcher;
		}

	}

}
