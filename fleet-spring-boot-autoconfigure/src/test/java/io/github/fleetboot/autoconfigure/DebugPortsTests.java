package io.github.fleetboot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.autoconfigure.FleetProperties.Workers.Debug;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DebugPorts}; real debug ports have an integration test.
 */
class DebugPortsTests {

	private static final WorkerId SERVICE = WorkerId.service("languages");

	private static final List<WorkerId> WORKERS = List.of(SERVICE, WorkerId.cluster(0), WorkerId.cluster(1));

	@Test
	void eachWorkerHasItsPortOfThisMachine() {
		DebugPorts ports = ports(new Debug(true, 5006, false));
		assertThat(argument(ports, SERVICE))
			.isEqualTo("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5006");
		assertThat(argument(ports, WorkerId.cluster(1))).endsWith(":5008");
		assertThat(argument(ports(new Debug(true, 0, true)), WorkerId.cluster(1))).contains("suspend=y").endsWith(":0");
		assertThat(argument(ports, WorkerId.service("created"))).endsWith(":0");
	}

	@Test
	void thereAreNoneUnlessAskedFor() {
		assertThat(ports(new Debug(false, 5006, true)).agent(SERVICE)).isEmpty();
	}

	@Test
	void aPortInUseIsRefusedWithItsWorkerAndProperty() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			DebugPorts ports = ports(new Debug(true, taken.getLocalPort() - 1, false));
			assertThatExceptionOfType(FleetException.class).isThrownBy(ports::require)
				.withMessageContaining(Integer.toString(taken.getLocalPort()))
				.withMessageContaining("cluster-0")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.workers.debug.port"));
			ports(new Debug(false, taken.getLocalPort(), false)).require();
		}
	}

	@Test
	void aPortBeyondTheLastIsRefused() {
		assertThatExceptionOfType(FleetException.class).isThrownBy(ports(new Debug(true, 65_535, false))::require)
			.withMessageContaining("65536");
	}

	private static DebugPorts ports(Debug debug) {
		return new DebugPorts(debug, WORKERS);
	}

	private static String argument(DebugPorts ports, WorkerId worker) {
		return ports.agent(worker).orElseThrow().argument();
	}

}
