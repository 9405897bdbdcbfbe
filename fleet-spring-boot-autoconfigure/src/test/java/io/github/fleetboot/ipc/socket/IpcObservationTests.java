package io.github.fleetboot.ipc.socket;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.DefaultIpcReceiveObservationConvention;
import io.github.fleetboot.ipc.DefaultIpcSendObservationConvention;
import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcReceiveContext;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcReplies;
import io.github.fleetboot.ipc.IpcSendContext;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.ipc.ReactiveIpcTemplate;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Observations at both ends of a real socket, each with a registry of its own, as two
 * JVMs have.
 */
@Timeout(30)
class IpcObservationTests {

	private static final WorkerId PORT = WorkerId.service("port");

	@TempDir
	Path directory;

	private final TestObservationRegistry sender = TestObservationRegistry.create();

	private final TestObservationRegistry receiver = TestObservationRegistry.create();

	private final List<String> tags = new CopyOnWriteArrayList<>();

	private final Handlers handlers = new Handlers();

	private Harbour harbour;

	private Harbour.Member port;

	private IpcTemplate caller;

	@BeforeEach
	void open() {
		this.sender.observationConfig().observationHandler(new Tracer("cluster", this.tags));
		this.receiver.observationConfig().observationHandler(new Tracer("service", this.tags));
		this.harbour = new Harbour(this.directory, true, IpcOptions.defaults());
		this.port = this.harbour.join(PORT);
		this.port.handlers.setObservations(this.receiver, null);
		this.port.handlers.register(this.handlers);
		this.handlers.onward = this.port.template;
		this.port.template.setObservationRegistry(this.receiver);
		this.caller = this.harbour.join(WorkerId.cluster(3)).template;
		this.caller.setObservationRegistry(this.sender);
	}

	@AfterEach
	void close() {
		this.harbour.close();
	}

	@Test
	void bothEndsOfARequestAreObservedByPatternNotByRoute() {
		assertThat(this.caller.convertSendAndReceive(route("note.17"), "x", String.class)).isEqualTo("x 17");
		assertThat(this.sender).hasNumberOfObservationsEqualTo(1)
			.hasObservationWithNameEqualTo("fleet.ipc.send")
			.that()
			.hasBeenStarted()
			.hasBeenStopped()
			.hasContextualNameEqualTo("request service")
			.hasLowCardinalityKeyValue("destination", "service")
			.hasLowCardinalityKeyValue("type", "request")
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.hasLowCardinalityKeyValue("exception", "none")
			.hasHighCardinalityKeyValue("fleet.ipc.destination", "service-port/note.17");
		assertThat(this.receiver).hasNumberOfObservationsEqualTo(1)
			.hasObservationWithNameEqualTo("fleet.ipc.receive")
			.that()
			.hasBeenStarted()
			.hasBeenStopped()
			.hasContextualNameEqualTo("handle note.{id}")
			.hasLowCardinalityKeyValue("route", "note.{id}")
			.hasLowCardinalityKeyValue("source", "cluster")
			.hasLowCardinalityKeyValue("type", "request")
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.hasLowCardinalityKeyValue("exception", "none")
			.hasHighCardinalityKeyValue("fleet.ipc.route", "note.17")
			.hasHighCardinalityKeyValue("fleet.ipc.source", "cluster-3");
		assertThat(this.tags).hasSize(9).noneMatch((value) -> value.contains("17"));
	}

	@Test
	void traceGoesOnInTheReceiverAndInWhatItAsksInTurn() {
		Observation outer = Observation.start("command", this.sender);
		outer.scoped(() -> assertThat(this.caller.convertSendAndReceive(route("trace"), "", String.class))
			.isEqualTo("cluster:command>cluster:fleet.ipc.send>service:fleet.ipc.receive"));
		assertThat(outer.scoped(() -> this.caller.requestAsync(route("onward"), "", String.class)).join())
			.isEqualTo("cluster:command>cluster:fleet.ipc.send>service:fleet.ipc.receive>service:fleet.ipc.send"
					+ ">service:fleet.ipc.receive");
		outer.stop();
	}

	@Test
	void traceIsTakenFromAReactorContextAndPutIntoOne() {
		ReactiveIpcTemplate reactive = new ReactiveIpcTemplate(this.caller);
		Observation outer = Observation.start("command", this.sender);
		String trace = reactive.request(route("reactive-trace"), "", String.class)
			.contextWrite((context) -> context.put("micrometer.observation", outer))
			.block(Harbour.PATIENCE);
		assertThat(trace).isEqualTo("cluster:command>cluster:fleet.ipc.send>service:fleet.ipc.receive");
		outer.stop();
	}

	@Test
	void failuresNameTheirException() {
		assertThatExceptionOfType(IpcRemoteException.class)
			.isThrownBy(() -> this.caller.convertSendAndReceive(route("fail"), "", String.class));
		assertThat(this.sender).hasSingleObservationThat()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("outcome", "ERROR")
			.hasLowCardinalityKeyValue("exception", "IpcRemoteException");
		assertThat(this.receiver).hasSingleObservationThat()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("outcome", "ERROR")
			.hasLowCardinalityKeyValue("exception", "IllegalStateException");
	}

	@Test
	void requestThatIsGivenUpEndsAtBothEnds() throws Exception {
		CompletableFuture<String> reply = this.caller.requestAsync(route("endless"), "", String.class);
		assertThat(this.handlers.subscribed.await(10, TimeUnit.SECONDS)).isTrue();
		reply.cancel(true);
		assertThat(this.sender).hasSingleObservationThat()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("outcome", "CANCELLED");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.receiver).hasSingleObservationThat()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("outcome", "CANCELLED"));
	}

	@Test
	void replyAfterTheTimeoutIsCountedAsSuch() throws Exception {
		assertThatExceptionOfType(IpcTimeoutException.class).isThrownBy(
				() -> this.caller.convertSendAndReceive(route("block"), "", String.class, Duration.ofMillis(50)));
		this.handlers.release.countDown();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.receiver).hasSingleObservationThat()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("outcome", "CANCELLED"));
		assertThat(this.sender).hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "ERROR")
			.hasLowCardinalityKeyValue("exception", "IpcTimeoutException");
	}

	@Test
	void messagesAndSubscriptionsAreObserved() {
		this.port.handlers.subscribe("heard", String.class, (source, text) -> {
			throw new IllegalArgumentException("no news");
		});
		this.caller.convertAndSend(route("heard"), "x");
		assertThat(this.sender).hasSingleObservationThat()
			.hasBeenStopped()
			.hasContextualNameEqualTo("send service")
			.hasLowCardinalityKeyValue("type", "message");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.receiver).hasSingleObservationThat()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("route", "(subscription)")
				.hasLowCardinalityKeyValue("type", "message")
				.hasLowCardinalityKeyValue("exception", "IllegalArgumentException"));
	}

	@Test
	void requestToSeveralIsOneObservation() {
		this.caller.requestAll(IpcDestination.everyone().route("note.1"), "x", String.class).join();
		assertThat(this.sender).hasSingleObservationThat()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("destination", "everyone")
			.hasLowCardinalityKeyValue("outcome", "ERROR")
			.hasLowCardinalityKeyValue("exception", "IpcNoHandlerException");
	}

	@Test
	void conventionsCanBeReplaced() {
		this.caller.setObservationConvention(new DefaultIpcSendObservationConvention() {

			@Override
			public KeyValues getLowCardinalityKeyValues(IpcSendContext context) {
				return super.getLowCardinalityKeyValues(context).and("target", context.getDestination().target());
			}

		});
		Handlers other = new Handlers();
		Harbour.Member ferry = this.harbour.join(WorkerId.service("ferry"));
		ferry.handlers.setObservations(this.receiver, new DefaultIpcReceiveObservationConvention() {

			@Override
			public String getContextualName(IpcReceiveContext context) {
				return "ferry " + context.getPattern();
			}

		});
		ferry.handlers.register(other);
		this.caller.convertSendAndReceive(IpcDestination.service("ferry").route("note.2"), "x", String.class);
		assertThat(this.sender).hasSingleObservationThat().hasLowCardinalityKeyValue("target", "ferry");
		assertThat(this.receiver).hasSingleObservationThat().hasContextualNameEqualTo("ferry note.{id}");
	}

	/**
	 * What sending takes with a registry that nobody listens to is what it takes without
	 * one.
	 */
	@Test
	void nobodyListeningCostsNothing() {
		IpcTemplate plain = new IpcTemplate(new NoLink(), new CborMessageConverter(), Duration.ofSeconds(1));
		IpcTemplate unheard = new IpcTemplate(new NoLink(), new CborMessageConverter(), Duration.ofSeconds(1));
		unheard.setObservationRegistry(ObservationRegistry.create());
		long without = allocated(plain);
		long with = allocated(unheard);
		assertThat(with).isLessThan(without + without / 20);
	}

	private static long allocated(IpcTemplate template) {
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		IpcDestination destination = route("nowhere");
		byte[] payload = new byte[0];
		long best = Long.MAX_VALUE;
		for (int round = 0; round < 20; round++) {
			long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
			for (int i = 0; i < 1000; i++) {
				template.convertAndSend(destination, payload);
			}
			best = Math.min(best, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
		}
		return best;
	}

	private static IpcDestination route(String route) {
		return IpcDestination.service("port").route(route);
	}

	/**
	 * Traces by writing down who called whom, and carries that in a header.
	 */
	private static final class Tracer implements ObservationHandler<Observation.Context> {

		private final String process;

		private final List<String> tags;

		Tracer(String process, List<String> tags) {
			this.process = process;
			this.tags = tags;
		}

		@Override
		public void onStart(Observation.Context context) {
			String parent = "";
			if (context instanceof IpcReceiveContext receive) {
				String header = receive.getGetter().get(receive.getCarrier(), "trace");
				parent = (header != null) ? header + ">" : "";
			}
			else if (context.getParentObservation() != null) {
				parent = context.getParentObservation().getContextView().get("trace") + ">";
			}
			String trace = parent + this.process + ":" + context.getName();
			context.put("trace", trace);
			if (context instanceof IpcSendContext send) {
				send.getSetter().set(send.getCarrier(), "trace", trace);
			}
		}

		@Override
		public void onStop(Observation.Context context) {
			context.getLowCardinalityKeyValues().stream().map(KeyValue::getValue).forEach(this.tags::add);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	private static final class NoLink implements IpcLink {

		@Override
		public WorkerId self() {
			return PORT;
		}

		@Override
		public boolean isConnected() {
			return true;
		}

		@Override
		public void send(IpcDestination destination, IpcContent content, Duration timeout) {
		}

		@Override
		public IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
			throw new UnsupportedOperationException();
		}

		@Override
		public IpcCall requestAll(IpcDestination destination, IpcContent content, Duration timeout,
				IpcReplies replies) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
		}

	}

	private class Handlers {

		final CountDownLatch subscribed = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		IpcTemplate onward;

		@MessageMapping("note.{id}")
		String note(String text, @DestinationVariable int id) {
			return text + " " + id;
		}

		@MessageMapping("trace")
		String trace(@Header("trace") String header) {
			Observation current = IpcObservationTests.this.receiver.getCurrentObservation();
			assertThat(current.getContextView().<String>get("trace")).startsWith(header);
			return current.getContextView().get("trace");
		}

		@MessageMapping("onward")
		CompletableFuture<String> onward() {
			return this.onward.requestAsync(route("trace"), "", String.class);
		}

		@MessageMapping("reactive-trace")
		Mono<String> reactiveTrace() {
			return Mono.deferContextual((context) -> {
				Observation current = context.get("micrometer.observation");
				return Mono.just(current.getContextView().<String>get("trace"));
			});
		}

		@MessageMapping("fail")
		String fail() {
			throw new IllegalStateException("aground");
		}

		@MessageMapping("block")
		String block() throws InterruptedException {
			this.release.await();
			return "too late";
		}

		@MessageMapping("endless")
		Mono<String> endless() {
			return Mono.<String>never().doOnSubscribe((subscription) -> this.subscribed.countDown());
		}

	}

}
