package io.github.fleetboot.eval;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.github.fleetboot.InProcessFleet;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerInfo;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcPayloadUnreadableException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.EvalRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IpcFleetEval} and {@link EvalHandler}, over a socket.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class IpcFleetEvalTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final IpcDestination CLUSTER = IpcDestination.cluster(0);

	@TempDir
	private Path directory;

	private InProcessFleet fleet;

	private IpcTemplate ipc;

	private FleetEval eval;

	private final Bilge bilge = new Bilge();

	@BeforeEach
	void open() {
		this.fleet = new InProcessFleet(this.directory);
		this.ipc = InProcessFleet.template(this.fleet.admiralLink(), PATIENCE);
		this.eval = new IpcFleetEval(true, this.ipc);
		join(0, true);
	}

	private void join(int cluster, boolean enabled) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean("bilge", Bilge.class, () -> this.bilge);
		context.refresh();
		this.fleet.join(cluster,
				new EvalHandler(enabled, new WorkerInfo(WorkerId.cluster(cluster), new ShardRange(0, 3), 4), context));
	}

	@AfterEach
	void close() {
		this.bilge.release.countDown();
		this.fleet.close();
	}

	@Test
	void anExpressionReachesBeansTheWorkerAndItsContext() {
		assertThat(this.eval.evaluate(CLUSTER, "@bilge.pump(2) + 1", Integer.class)).contains(3);
		assertThat(this.eval.evaluate(CLUSTER, "@bilge.pumped()", Integer.class)).contains(2);
		assertThat(this.eval.evaluate(CLUSTER, "worker.totalShards", Long.class)).contains(4L);
		assertThat(this.eval.evaluate(CLUSTER, "context.containsBean('bilge')", Boolean.class)).contains(true);
		assertThat(this.eval.evaluate(CLUSTER, "{1, 2, 3}.?[#this > 1]", List.class)).contains(List.of(2, 3));
		assertThat(this.eval.evaluate(CLUSTER, "null", Object.class)).isEmpty();
	}

	@Test
	void aResultIsTurnedIntoTextIfTextIsAskedFor() {
		assertThat(this.eval.evaluate(CLUSTER, "@bilge", String.class)).contains("the bilge");
		assertThat(this.eval.evaluate(CLUSTER, "worker.id", String.class)).contains("cluster-0");
		assertThat(this.eval.evaluate(CLUSTER, "6 * 7", String.class)).contains("42");
		assertThatExceptionOfType(IpcPayloadUnreadableException.class)
			.isThrownBy(() -> this.eval.evaluate(CLUSTER, "'text'", Integer.class));
	}

	@Test
	void allClustersAreAskedAndEachHasItsResult() {
		join(1, false);
		Map<WorkerId, IpcReply<String>> replies = this.eval.evaluateInClusters("worker.id", String.class, PATIENCE)
			.join();
		assertThat(replies.get(WorkerId.cluster(0)).value()).isEqualTo("cluster-0");
		assertThat(replies.get(WorkerId.cluster(1)).failure()).isInstanceOf(IpcRemoteException.class)
			.hasMessageContaining("fleet.eval.enabled");
	}

	@Test
	void whatCannotBeParsedOrEvaluatedIsToldWithItsPlace() {
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> this.eval.evaluate(CLUSTER, "1 + * 2", String.class))
			.withMessageContaining("cluster-0")
			.withMessageContaining("at character 4");
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> this.eval.evaluate(CLUSTER, "worker.nothing", String.class))
			.withMessageContaining("at character 7")
			.withMessageContaining("nothing");
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> this.eval.evaluate(CLUSTER, "@nobody", String.class))
			.withMessageContaining("nobody");
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> this.eval.evaluate(CLUSTER, "@bilge.leak()", String.class))
			.withMessageContaining("the bilge is full");
		assertThat(this.eval.evaluateAsync(CLUSTER, "worker.nothing", String.class, PATIENCE)).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(EvalException.class);
	}

	@Test
	void withoutWaitingTheResultIsTheSame() {
		assertThat(this.eval.evaluateAsync(CLUSTER, "@bilge.pump(1)", Integer.class, PATIENCE)).succeedsWithin(PATIENCE)
			.isEqualTo(Optional.of(1));
	}

	@Test
	void anExpressionThatDoesNotEndHoldsNobodyUpForLong() {
		assertThatExceptionOfType(IpcTimeoutException.class)
			.isThrownBy(() -> this.eval.evaluate(CLUSTER, "@bilge.block()", Void.class, Duration.ofMillis(200)));
	}

	@Test
	void onlyWorkersAreAsked() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.eval.evaluate(IpcDestination.admiral(), "1", String.class));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.eval.evaluate(IpcDestination.allClusters(), "1", String.class));
	}

	@Test
	void eachEvaluationIsLoggedWithWhoAsked(CapturedOutput output) {
		this.eval.evaluate(CLUSTER, "'a' +\n'b'", String.class);
		assertThat(output).contains("Evaluating for admiral: 'a' + 'b'");
	}

	@Test
	void whenOffNothingIsSent() {
		FleetEval off = new IpcFleetEval(false, this.ipc);
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> off.evaluate(CLUSTER, "@bilge.pump(1)", Integer.class))
			.withMessageContaining("fleet.eval.enabled")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.eval.enabled=true"));
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> off.evaluateInClusters("@bilge.pump(1)", Integer.class, PATIENCE));
		assertThat(this.bilge.pumped()).isZero();
	}

	@Test
	void whenOffAWorkerRefusesWhoeverAsksAndParsesNothing() {
		join(1, false);
		assertThatExceptionOfType(EvalException.class)
			.isThrownBy(() -> this.eval.evaluate(IpcDestination.cluster(1), "no expression at all (", Integer.class))
			.withMessageContaining("fleet.eval.enabled");
		assertThatExceptionOfType(IpcException.class)
			.isThrownBy(() -> this.ipc.convertSendAndReceive(IpcDestination.cluster(1).route(ControlRoutes.EVAL),
					new EvalRequest("@bilge.pump(1)", false), Integer.class))
			.withMessageContaining("fleet.eval.enabled");
		assertThat(this.bilge.pumped()).isZero();
	}

	/**
	 * A bean.
	 */
	public static class Bilge {

		private final CountDownLatch release = new CountDownLatch(1);

		private int pumped;

		public synchronized int pump(int strokes) {
			this.pumped += strokes;
			return this.pumped;
		}

		public synchronized int pumped() {
			return this.pumped;
		}

		public void leak() {
			throw new IllegalStateException("the bilge is full");
		}

		public void block() throws InterruptedException {
			this.release.await();
		}

		@Override
		public String toString() {
			return "the bilge";
		}

	}

}
