package io.github.fleetboot.ipc.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.messaging.handler.annotation.MessageMapping;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcNoSuchDestinationException;
import io.github.fleetboot.ipc.IpcPeerLostException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How one JVM of a member takes over from another, and what becomes of messages to a
 * member that will not come.
 */
@Timeout(60)
class TakeOverTests {

	private static final WorkerId SERVICE = WorkerId.service("words");

	private static final IpcDestination WORDS = IpcDestination.service("words");

	@TempDir
	Path directory;

	private Harbour harbour;

	private final Jvm first = new Jvm("first");

	private final Jvm second = new Jvm("second");

	@BeforeEach
	void open() {
		this.harbour = new Harbour(this.directory, true, IpcOptions.defaults());
	}

	@AfterEach
	void close() {
		this.harbour.close();
	}

	@Test
	void whoStandsByGetsWhatNamesItAndNothingElse() {
		this.harbour.joinAs(SERVICE, 0, this.first);
		this.harbour.hub.expect(SERVICE, 1);
		this.harbour.joinAs(SERVICE, 1, this.second);
		assertThat(ask(WORDS)).isEqualTo("first");
		assertThat(ask(IpcDestination.worker(SERVICE, 1))).isEqualTo("second");
		assertThat(ask(IpcDestination.worker(SERVICE, 0))).isEqualTo("first");
		assertThat(this.harbour.admiral
			.requestAll(IpcDestination.everyone().route("who"), "", String.class, Duration.ofSeconds(5))
			.join()
			.get(SERVICE)
			.value()).isEqualTo("first");
		assertThatExceptionOfType(IpcPeerLostException.class).isThrownBy(() -> ask(IpcDestination.worker(SERVICE, 2)));
	}

	@Test
	void whatTheFormerHasInItsHandsItAnswersAndTheRestGoesToTheNext() throws Exception {
		Harbour.Member former = this.harbour.joinAs(SERVICE, 0, this.first);
		this.harbour.hub.expect(SERVICE, 1);
		this.harbour.joinAs(SERVICE, 1, this.second);
		CompletableFuture<String> held = this.harbour.admiral.requestAsync(WORDS.route("hold"), "", String.class);
		this.first.holding.get(5, TimeUnit.SECONDS);
		this.harbour.hub.retire(SERVICE).join();
		assertThat(ask(WORDS)).isEqualTo("second");
		assertThat(former.link.isIdle()).isFalse();
		// The former one can still ask, and is answered
		assertThat(former.template.convertSendAndReceive(WORDS.route("who"), "", String.class)).isEqualTo("second");
		this.first.held.complete("from the first");
		assertThat(held.get(5, TimeUnit.SECONDS)).isEqualTo("from the first");
		Awaitility.await().until(former.link::isIdle);
		former.close();
		assertThat(ask(WORDS)).isEqualTo("second");
	}

	@Test
	void underLoadNothingFailsNothingIsHandledTwiceAndEachSendersOrderIsKept() {
		this.harbour.joinAs(SERVICE, 0, this.first);
		this.harbour.hub.expect(SERVICE, 1);
		this.harbour.joinAs(SERVICE, 1, this.second);
		Harbour.Member caller = this.harbour.join(WorkerId.cluster(0));
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int number = 0; number < 4000; number++) {
			replies.add(caller.template.requestAsync(WORDS.route("who"), number, String.class));
			caller.template.convertAndSend(WORDS.route("note"), number);
			if (number == 2000) {
				replies.forEach(CompletableFuture::join);
				this.harbour.hub.retire(SERVICE);
			}
			if (number % 100 == 0) {
				replies.get(number).join();
			}
		}
		replies.forEach(CompletableFuture::join);
		Awaitility.await().until(() -> this.first.notes().size() + this.second.notes().size() == 4000);
		List<Integer> notes = this.first.notes();
		assertThat(notes).isNotEmpty();
		assertThat(this.second.notes()).isNotEmpty();
		notes.addAll(this.second.notes());
		assertThat(notes).isSorted().doesNotHaveDuplicates();
		assertThat(this.first.calls() + this.second.calls()).isEqualTo(4000);
	}

	@Test
	void withoutASuccessorMessagesWaitForTheNext() throws Exception {
		this.harbour.joinAs(SERVICE, 0, this.first);
		this.harbour.hub.retire(SERVICE).join();
		CompletableFuture<String> patient = this.harbour.admiral.requestAsync(WORDS.route("who"), "", String.class);
		assertThat(this.harbour.hub.isConnected(SERVICE)).isFalse();
		this.harbour.joinAs(SERVICE, 1, this.second);
		assertThat(patient.get(5, TimeUnit.SECONDS)).isEqualTo("second");
		assertThat(this.first.calls()).isZero();
	}

	@Test
	void aSuccessorGetsWhatWaitsWhenTheFormerHasDied() throws Exception {
		Harbour.Member former = this.harbour.joinAs(SERVICE, 0, this.first);
		this.harbour.hub.expect(SERVICE, 1);
		this.harbour.joinAs(SERVICE, 1, this.second);
		former.close();
		Awaitility.await().until(() -> !this.harbour.hub.isConnected(SERVICE));
		CompletableFuture<String> patient = this.harbour.admiral.requestAsync(WORDS.route("who"), "", String.class);
		assertThat(patient).isNotDone();
		this.harbour.hub.retire(SERVICE);
		assertThat(patient.get(5, TimeUnit.SECONDS)).isEqualTo("second");
	}

	@Test
	void oneThatConnectsAfterTheCutIsTheNext() {
		this.harbour.joinAs(SERVICE, 0, this.first);
		this.harbour.hub.expect(SERVICE, 1);
		this.harbour.hub.retire(SERVICE).join();
		this.harbour.joinAs(SERVICE, 1, this.second);
		assertThat(ask(WORDS)).isEqualTo("second");
	}

	@Test
	void aSecondConnectionOfAStandbyIsRefused() {
		this.harbour.joinAs(SERVICE, 0, this.first);
		this.harbour.hub.expect(SERVICE, 1);
		this.harbour.joinAs(SERVICE, 1, this.second);
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> this.harbour.joinAs(SERVICE, 1))
			.withMessageContaining("Incarnation 1");
		assertThat(ask(WORDS)).isEqualTo("first");
	}

	@Test
	void whoWillNotComeIsNotWaitedFor() {
		this.harbour.planned.add(SERVICE);
		CompletableFuture<String> waiting = this.harbour.admiral.requestAsync(WORDS.route("who"), "", String.class);
		this.harbour.absences.put(SERVICE, "it was shut down.");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(waiting::join)
			.withCauseInstanceOf(IpcNoSuchDestinationException.class)
			.withMessageContaining("'service-words' cannot be reached: it was shut down.");
		assertThatExceptionOfType(IpcNoSuchDestinationException.class).isThrownBy(() -> ask(WORDS))
			.withMessageContaining("it was shut down.");
		assertThat(this.harbour.admiral
			.requestAll(IpcDestination.everyone().route("who"), "", String.class, Duration.ofSeconds(5))
			.join()
			.get(SERVICE)
			.failure()).isInstanceOf(IpcNoSuchDestinationException.class);
	}

	@Test
	void whoIsShutDownIsNotAskedAnyMoreThoughItIsStillThere() {
		this.harbour.joinAs(SERVICE, 0, this.first);
		this.harbour.absences.put(SERVICE, "it was shut down.");
		assertThatExceptionOfType(IpcNoSuchDestinationException.class).isThrownBy(() -> ask(WORDS))
			.withMessageContaining("it was shut down.");
		assertThat(ask(IpcDestination.worker(SERVICE, 0))).isEqualTo("first");
		this.harbour.absences.clear();
		assertThat(ask(WORDS)).isEqualTo("first");
	}

	@Test
	void whatWaitsForTheOwnerOfAShardGoesToWhoOwnsItNow() {
		this.harbour.join(WorkerId.cluster(0), this.first);
		this.harbour.planned.add(WorkerId.cluster(1));
		CompletableFuture<String> waiting = this.harbour.admiral
			.requestAsync(IpcDestination.ownerOfShard(1).route("who"), "", String.class);
		CompletableFuture<String> other = this.harbour.admiral.requestAsync(IpcDestination.cluster(1).route("who"), "",
				String.class);
		assertThat(ask(IpcDestination.ownerOfShard(0))).isEqualTo("first");
		assertThat(waiting).isNotDone();
		this.harbour.planned.remove(WorkerId.cluster(1));
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("first");
		assertThat(other).isNotDone();
	}

	private String ask(IpcDestination destination) {
		return this.harbour.admiral.convertSendAndReceive(destination.route("who"), "", String.class);
	}

	/**
	 * What a JVM of the service does.
	 */
	private static final class Jvm {

		private final CompletableFuture<Void> holding = new CompletableFuture<>();

		private final CompletableFuture<String> held = new CompletableFuture<>();

		private final List<Integer> notes = new ArrayList<>();

		private final String name;

		private int calls;

		Jvm(String name) {
			this.name = name;
		}

		@MessageMapping("who")
		synchronized String who() {
			this.calls++;
			return this.name;
		}

		@MessageMapping("note")
		synchronized void note(Integer number) {
			this.notes.add(number);
		}

		@MessageMapping("hold")
		CompletableFuture<String> hold() {
			this.holding.complete(null);
			return this.held;
		}

		synchronized List<Integer> notes() {
			return new ArrayList<>(this.notes);
		}

		synchronized int calls() {
			return this.calls;
		}

	}

}
