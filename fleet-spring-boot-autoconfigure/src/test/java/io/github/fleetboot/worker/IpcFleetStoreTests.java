package io.github.fleetboot.worker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.StoreHandler;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcLinkListener;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;
import io.github.fleetboot.store.AbstractFleetStoreTests;
import io.github.fleetboot.store.EngineFleetStore;
import io.github.fleetboot.store.FleetStore;
import io.github.fleetboot.store.StoreCommand;
import io.github.fleetboot.store.StoreEngine;
import io.github.fleetboot.store.StoreLimitException;
import io.github.fleetboot.store.StoreReply;
import io.github.fleetboot.store.StoreUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The store as a worker sees it, over a socket.
 */
class IpcFleetStoreTests extends AbstractFleetStoreTests {

	private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

	private static final IpcOptions OPTIONS = IpcOptions.defaults().withMaxPayload(1 << 20);

	@TempDir
	private Path directory;

	private IpcHandlers admiral;

	private IpcHandlers worker;

	private IpcHub hub;

	private IpcLink link;

	@Override
	protected FleetStore open(StoreEngine engine) {
		return open(engine, Duration.ofSeconds(30));
	}

	private FleetStore open(StoreEngine engine, Duration timeout) {
		close();
		this.admiral = new IpcHandlers(new CborMessageConverter(), 1, 10);
		this.admiral.registerControl(new StoreHandler(engine), "fleet-store");
		this.worker = new IpcHandlers(new CborMessageConverter(), 1, 10);
		this.hub = SocketIpc.openHub(this.directory, SECRET, OPTIONS, (destination) -> List.of(WorkerId.admiral()),
				new EverybodyMayJoin(), this.admiral);
		this.link = SocketIpc.connect(this.hub.address(), new IpcHello(WorkerId.cluster(0), 0), SECRET, OPTIONS,
				this.worker, new NobodyListens());
		IpcTemplate template = new IpcTemplate(this.link, new CborMessageConverter(), timeout);
		return new EngineFleetStore(new IpcStoreEngine(template), new CborMessageConverter());
	}

	@AfterEach
	void close() {
		if (this.hub != null) {
			this.link.close();
			this.hub.close();
			this.admiral.close();
			this.worker.close();
		}
	}

	@Test
	void aValueThatNoMessageCanCarryIsRefused() {
		FleetStore store = open(new Stalled());
		assertThatExceptionOfType(StoreLimitException.class).isThrownBy(() -> store.put("key", new byte[2 << 20]))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("fleet.ipc.max-payload"));
	}

	@Test
	void anAdmiralThatDoesNotAnswerHoldsNobodyUpForLong() {
		Stalled stalled = new Stalled();
		FleetStore store = open(stalled, Duration.ofMillis(100));
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.put("key", "value"))
			.withCauseInstanceOf(IpcTimeoutException.class)
			.withMessageContaining("'key'")
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.contains("key"))
			.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isFalse());
		assertThat(store.async().contains("key")).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		stalled.release.countDown();
	}

	@Test
	void aLinkThatIsClosedIsToldApart() {
		FleetStore store = open(new Stalled());
		this.link.close();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.contains("key"));
		assertThat(store.async().contains("key")).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
	}

	/**
	 * Does not answer until released.
	 */
	private static final class Stalled implements StoreEngine {

		private final CountDownLatch release = new CountDownLatch(1);

		@Override
		public StoreReply execute(StoreCommand command) {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return StoreReply.of(false, 0);
		}

		@Override
		public CompletableFuture<StoreReply> executeAsync(StoreCommand command) {
			throw new UnsupportedOperationException();
		}

	}

	private static final class EverybodyMayJoin implements IpcAdmission {

		@Override
		public String refuse(IpcHello hello) {
			return null;
		}

		@Override
		public void connected(WorkerId id, IpcHello hello) {
		}

		@Override
		public void disconnected(WorkerId id, Throwable cause) {
		}

	}

	private static final class NobodyListens implements IpcLinkListener {

		@Override
		public void lost(Throwable cause) {
		}

		@Override
		public void restored() {
		}

	}

}
