package io.github.fleetboot.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.fleetboot.InProcessFleet;
import io.github.fleetboot.admiral.StoreHandler;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcTimeoutException;
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

	@TempDir
	private Path directory;

	private InProcessFleet fleet;

	private IpcLink link;

	@Override
	protected FleetStore open(StoreEngine engine) {
		return open(engine, Duration.ofSeconds(30));
	}

	private FleetStore open(StoreEngine engine, Duration timeout) {
		close();
		this.fleet = new InProcessFleet(this.directory);
		this.fleet.admiralHandlers().registerControl(new StoreHandler(engine), "fleet-store");
		this.link = this.fleet.join(0);
		return new EngineFleetStore(new IpcStoreEngine(InProcessFleet.template(this.link, timeout)),
				new CborMessageConverter());
	}

	@AfterEach
	void close() {
		if (this.fleet != null) {
			this.fleet.close();
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

}
