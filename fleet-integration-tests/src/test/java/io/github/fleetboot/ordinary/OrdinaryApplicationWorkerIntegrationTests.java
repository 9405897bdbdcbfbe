package io.github.fleetboot.ordinary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.process.JavaCommand;
import io.github.fleetboot.process.JvmFlags;
import io.github.fleetboot.process.JvmProcess;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers of {@link OrdinaryApplication} that do not come up, without the Admiral that
 * would try again.
 */
class OrdinaryApplicationWorkerIntegrationTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	@TempDir
	private Path directory;

	private JvmProcess worker;

	@AfterEach
	void noWorkerIsLeft() {
		this.worker.kill();
		assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
	}

	@Test
	void aWorkerThatCannotStartSaysWhyAndExits() throws Exception {
		start();
		order(Map.of("spring.datasource.driver-class-name", "missing.Driver", "spring.datasource.url", "jdbc:missing:",
				"ordinary.journal", this.directory.resolve("journal").toString()));
		assertThat(this.worker.onExit().get(120, TimeUnit.SECONDS)).isEqualTo(WorkerExit.START_FAILED.code());
		assertThat(this.worker.lastLines())
			// What was logged waits for the Admiral, which this worker never reached
			.anySatisfy((line) -> assertThat(line).startsWith(" WARN ").contains("cancelling refresh attempt"))
			.last()
			.asString()
			.startsWith("[fleet] start failed: ")
			.contains("missing.Driver");
	}

	@Test
	void aWorkerWithoutAnOrderSaysSoAndExits() throws Exception {
		start();
		this.worker.closeInput();
		assertThat(this.worker.onExit().get(120, TimeUnit.SECONDS)).isEqualTo(WorkerExit.NO_LAUNCH_ORDER.code());
		assertThat(this.worker.lastLines())
			.anySatisfy((line) -> assertThat(line).contains("cluster-0").contains("no order"));
	}

	private void start() {
		JavaCommand command = JavaCommand.ofThisJvm(
				new JavaCommand.Settings(this.directory).withMainApplicationClass(OrdinaryApplication.class.getName()));
		this.worker = JvmProcess.start(command, CLUSTER, JvmFlags.with(List.of("-Xmx256m")), (variables) -> {
		}, System.out::println);
	}

	private void order(Map<String, String> properties) throws IOException {
		List<PropertySourceRecord> sources = List
			.of(new PropertySourceRecord("commandLineArgs", Position.OVERRIDE, properties));
		new LaunchOrder(CLUSTER, 0, "unused", new byte[32], List.of(CLUSTER.role().profile()), sources,
				new ShardRange(0, 1), 2)
			.writeTo(this.worker.input());
	}

}
