package io.github.fleetboot;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Holds the table of packages: which may use which.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.fleetboot";

	/**
	 * The packages, lowest first, and what each may use besides itself and the root.
	 */
	private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

	static {
		TABLE.put("", List.of());
		TABLE.put("process", List.of());
		TABLE.put("ipc", List.of());
		TABLE.put("ipc.socket", List.of("ipc"));
		TABLE.put("stats", List.of());
		TABLE.put("logging", List.of());
		TABLE.put("store", List.of());
		TABLE.put("gateway.sharding", List.of());
		TABLE.put("gateway.identify", List.of("gateway.sharding"));
		TABLE.put("protocol", List.of("stats", "gateway.sharding", "gateway.identify"));
		TABLE.put("cache", List.of("ipc", "protocol"));
		TABLE.put("eval", List.of("ipc", "protocol"));
		TABLE.put("gateway.jda", List.of("ipc", "protocol", "gateway.identify"));
		TABLE.put("worker", List.of("ipc", "protocol", "stats", "logging", "store"));
		TABLE.put("worker.logging", List.of("logging"));
		TABLE.put("worker.metrics", List.of("worker", "ipc", "stats"));
		TABLE.put("worker.health", List.of("worker", "stats"));
		TABLE.put("worker.context", List.of("protocol", "worker.logging"));
		TABLE.put("worker.jda", List.of("worker", "gateway.jda", "protocol", "cache", "stats", "logging"));
		TABLE.put("admiral.logging", List.of("ipc", "protocol", "logging"));
		TABLE.put("admiral", List.of("process", "ipc", "protocol", "stats", "logging", "store", "gateway.sharding",
				"gateway.identify", "admiral.logging"));
		TABLE.put("inprocess", List.of("admiral", "protocol", "worker.context"));
		TABLE.put("actuate", List.of("admiral", "ipc", "stats", "logging", "store"));
		TABLE.put("autoconfigure", List.copyOf(TABLE.keySet()));
	}

	private static JavaClasses classes;

	@BeforeAll
	static void read() {
		classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.withImportOption((location) -> !location.contains("fleet-spring-boot-test"))
			.importPackages(ROOT);
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
			allowed.add("");
			noClasses().that()
				.resideInAPackage(packageOf(name))
				.should()
				.dependOnClassesThat(inOtherPackagesThan(allowed))
				.allowEmptyShould(false)
				.check(classes);
		});
	}

	@Test
	void jdaStaysInItsRooms() {
		only("net.dv8tion.jda..", "gateway.jda", "worker.jda", "autoconfigure");
	}

	/**
	 * Besides those of the transport there is one that tries whether a debug port is
	 * free.
	 */
	@Test
	void socketsStayInTheirRooms() {
		noClasses().that()
			.resideOutsideOfPackages(packageOf("ipc.socket"), packageOf("process"))
			.should()
			.dependOnClassesThat(areAssignableToNetworkChannels())
			.check(classes);
	}

	@Test
	void processesAreStartedInOnePlace() {
		noClasses().that()
			.resideOutsideOfPackage(packageOf("process"))
			.should()
			.dependOnClassesThat()
			.haveFullyQualifiedName(ProcessBuilder.class.getName())
			.check(classes);
	}

	@Test
	void actuatorStaysInItsRooms() {
		only("org.springframework.boot.actuate..", "actuate", "autoconfigure");
	}

	@Test
	void meterRegistriesStayInTheirRooms() {
		only("io.micrometer.core..", "worker.metrics", "actuate", "autoconfigure");
	}

	@Test
	void logbackStaysInItsRooms() {
		only("ch.qos.logback..", "worker.logging", "admiral.logging");
	}

	@Test
	void noThirdPartyNetworkingIsUsed() {
		only("io.netty..");
	}

	@Test
	void reactorStaysInItsRoom() {
		only("reactor..", "ipc");
		only("org.reactivestreams..", "ipc");
	}

	private static void only(String library, String... rooms) {
		String[] packages = Arrays.stream(rooms).map(ArchitectureTests::packageOf).toArray(String[]::new);
		noClasses().that()
			.resideOutsideOfPackages(packages)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(library)
			.check(classes);
	}

	private static DescribedPredicate<JavaClass> areAssignableToNetworkChannels() {
		return DescribedPredicate.describe("are sockets",
				(type) -> type.isAssignableTo(NetworkChannel.class) || type.isAssignableTo(Selector.class)
						|| type.isAssignableTo(Socket.class) || type.isAssignableTo(ServerSocket.class));
	}

	private static DescribedPredicate<JavaClass> inOtherPackagesThan(List<String> allowed) {
		return DescribedPredicate.describe("are in other packages of the fleet than " + allowed,
				(type) -> type.getPackageName().startsWith(ROOT) && !allowed.contains(nameOf(type.getPackageName())));
	}

	private static String packageOf(String name) {
		return name.isEmpty() ? ROOT : ROOT + "." + name;
	}

	private static String nameOf(String packageName) {
		return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
	}

}
