package io.github.fleetboot.docs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.IpcTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Calls of other members.
 */
class IpcExamples {

	private static final Logger logger = LoggerFactory.getLogger(IpcExamples.class);

	private final IpcTemplate ipc;

	IpcExamples(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	// tag::request[]
	@Nullable String greet(String name) {
		return this.ipc.convertSendAndReceive(IpcDestination.service("languages").route("greet"), name, String.class,
				Duration.ofSeconds(2));
	}
	// end::request[]

	// tag::generic[]
	@Nullable List<String> languages() {
		return this.ipc.convertSendAndReceive(IpcDestination.service("languages").route("list"), null,
				new ParameterizedTypeReference<List<String>>() {
				});
	}
	// end::generic[]

	// tag::one-way[]
	void note(long guildId, String text) {
		this.ipc.convertAndSend(IpcDestination.ownerOfGuild(guildId).route("notes.add"), new Note(guildId, text));
	}

	void forgetEverywhere(long guildId) {
		this.ipc.convertAndSend(IpcDestination.everyone().route("notes.forget"), guildId);
	}
	// end::one-way[]

	// tag::request-all[]
	CompletableFuture<Long> guilds() {
		return this.ipc
			.requestAll(IpcDestination.allClusters().route("guild-count"), null, Long.class, Duration.ofSeconds(2))
			.thenApply(this::sum);
	}

	private long sum(Map<WorkerId, IpcReply<Long>> replies) {
		replies.values()
			.stream()
			.filter((reply) -> !reply.isSuccess())
			.forEach((reply) -> logger.warn("{} did not count", reply.source(), reply.failure()));
		return replies.values().stream().map(IpcReply::value).filter(Objects::nonNull).mapToLong(Long::longValue).sum();
	}
	// end::request-all[]

	// tag::async[]
	CompletableFuture<String> greetLater(String name) {
		return this.ipc
			.requestAsync(IpcDestination.service("languages").route("greet"), name, String.class, Duration.ofSeconds(2))
			.exceptionally((failure) -> "Hello, " + name);
	}
	// end::async[]

	// tag::failures[]
	String greetOrExplain(String name) {
		try {
			return Objects.requireNonNullElse(greet(name), "");
		}
		catch (IpcRemoteException ex) {
			return "The service said: " + ex.getRemoteMessage();
		}
		catch (IpcTimeoutException | IpcPeerLostException ex) {
			return "The service is busy or being restarted. Try again in a moment.";
		}
		catch (IpcException ex) {
			logger.error("Cannot greet", ex);
			return "Something is wrong here.";
		}
	}
	// end::failures[]

	record Note(long guildId, String text) {
	}

}
