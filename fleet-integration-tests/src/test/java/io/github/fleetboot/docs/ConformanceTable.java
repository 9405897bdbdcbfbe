package io.github.fleetboot.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that say which rules of Discord the emulator keeps.
 *
 * @param rows the rows of all tables, in order
 */
record ConformanceTable(List<Row> rows) {

	private static final List<String> HEADER = List.of("rule", "source in Discord's documentation", "test");

	private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

	private static final Pattern LINK = Pattern
		.compile("\\[[^]]+]\\(https://docs\\.discord\\.com/developers/[a-z][^)\\s]*\\)");

	private static final Pattern UNDOCUMENTED = Pattern.compile("(?i)not documented\\W+\\w.{9,}");

	private static final Pattern TEST = Pattern.compile("`([^`#]+)#([^`#]+)`");

	static ConformanceTable parse(List<String> lines) {
		List<Row> rows = new ArrayList<>();
		String section = "";
		for (int index = 0; index < lines.size(); index++) {
			String line = lines.get(index).strip();
			if (line.startsWith("## ")) {
				section = line.substring(3);
			}
			if (line.startsWith("|")) {
				List<String> cells = cells(line);
				if (!cells.equals(HEADER) && !cells.stream().allMatch((cell) -> cell.matches(":?-+:?"))) {
					rows.add(new Row(section, index + 1, cells));
				}
			}
		}
		return new ConformanceTable(rows);
	}

	private static List<String> cells(String line) {
		String inner = line.substring(1, line.endsWith("|") ? line.length() - 1 : line.length());
		return Arrays.stream(BETWEEN_CELLS.split(inner, -1)).map(String::strip).toList();
	}

	/**
	 * What is wrong with the rows.
	 * @param isTest whether a class has a test of this name
	 */
	List<String> problems(BiPredicate<String, String> isTest) {
		return this.rows.stream().flatMap((row) -> row.problems(isTest).stream().map(row::at)).toList();
	}

	/**
	 * A rule.
	 *
	 * @param section the heading above it
	 * @param line its line in the document, from 1
	 * @param cells the rule, its source, and its tests
	 */
	record Row(String section, int line, List<String> cells) {

		private List<String> problems(BiPredicate<String, String> isTest) {
			if (this.cells.size() != HEADER.size()) {
				return List.of("has " + this.cells.size() + " cells instead of " + HEADER.size());
			}
			List<String> problems = new ArrayList<>();
			if (this.cells.get(0).isEmpty()) {
				problems.add("has no rule");
			}
			String source = this.cells.get(1);
			if (!LINK.matcher(source).find() && !UNDOCUMENTED.matcher(source).matches()) {
				problems
					.add("has no link to docs.discord.com/developers, nor says 'not documented' and why: " + source);
			}
			Matcher test = TEST.matcher(this.cells.get(2));
			boolean tested = false;
			while (test.find()) {
				tested = true;
				if (!isTest.test(test.group(1), test.group(2))) {
					problems.add("names a test that does not exist: " + test.group());
				}
			}
			if (!tested) {
				problems.add("names no test as `ClassTests#method`: " + this.cells.get(2));
			}
			return problems;
		}

		private String at(String problem) {
			return "line %d, section '%s', rule '%s' %s".formatted(this.line, this.section, this.cells.get(0), problem);
		}

	}

}
