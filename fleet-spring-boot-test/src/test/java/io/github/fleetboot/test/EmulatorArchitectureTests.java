package io.github.fleetboot.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the table of the emulator's packages: which may use which.
 */
class EmulatorArchitectureTests {

	private static final String ROOT = "io.github.fleetboot.test.discord";

	/**
	 * The packages, lowest first, and what each may use besides itself.
	 */
	private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

	static {
		TABLE.put("record", List.of());
		TABLE.put("rules", List.of());
		TABLE.put("world", List.of("rules"));
		TABLE.put("gateway", List.of("record", "rules", "world"));
		TABLE.put("gateway.fault", List.of("record", "world", "gateway"));
		TABLE.put("rest", List.of("record", "world", "gateway"));
		TABLE.put("server", List.of("record", "world", "gateway", "rest"));
		TABLE.put("", List.copyOf(TABLE.keySet()));
		TABLE.put("junit", List.of(""));
		TABLE.put("control", List.of("record", "world", "server", ""));
		TABLE.put("boot", List.of("", "control"));
	}

	private static JavaClasses classes;

	@BeforeAll
	static void read() {
		classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);
	}

	@Test
	void everyPackageStandsInTheTable() {
		assertThat(new TreeSet<>(classes.stream().map((type) -> nameOf(type.getPackageName())).toList()))
			.isEqualTo(new TreeSet<>(TABLE.keySet()));
	}

	@Test
	void eachPackageUsesOnlyWhatStandsOnItsRow() {
		TABLE.forEach((name, used) -> {
			List<String> allowed = new ArrayList<>(used);
			allowed.add(name);
			noClasses().that(DescribedPredicate.describe("in '" + name + "'", (type) -> isIn(type, List.of(name))))
				.should()
				.dependOnClassesThat(DescribedPredicate.describe("are not in " + allowed,
						(type) -> type.getPackageName().startsWith(ROOT) && !isIn(type, allowed)))
				.check(classes);
		});
	}

	private static boolean isIn(JavaClass type, List<String> packages) {
		return type.getPackageName().startsWith(ROOT) && packages.contains(nameOf(type.getPackageName()));
	}

	private static String nameOf(String packageName) {
		return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
	}

}
