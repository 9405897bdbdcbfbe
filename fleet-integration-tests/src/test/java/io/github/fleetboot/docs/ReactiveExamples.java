package io.github.fleetboot.docs;

import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.ipc.ReactiveIpcTemplate;
import reactor.core.publisher.Mono;

/**
 * Calls of other members with Reactor.
 */
class ReactiveExamples {

	private final ReactiveIpcTemplate ipc;

	ReactiveExamples(ReactiveIpcTemplate ipc) {
		this.ipc = ipc;
	}

	// tag::reactive[]
	Mono<String> greet(String name) {
		return this.ipc.request(IpcDestination.service("languages").route("greet"), name, String.class)
			.onErrorReturn(IpcException.class, "Hello, " + name);
	}

	Mono<Long> guilds() {
		return this.ipc.requestAll(IpcDestination.allClusters().route("guild-count"), null, Long.class)
			.filter(IpcReply::isSuccess)
			.mapNotNull(IpcReply::value)
			.reduce(0L, Long::sum);
	}
	// end::reactive[]

}
