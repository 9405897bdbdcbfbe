package io.github.fleetboot.worker.metrics;

import java.util.function.ToDoubleFunction;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcLinkFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of what a JVM of the fleet has to send and to answer. Those of the Admiral
 * have the tag that it gives to those of workers.
 */
public final class IpcMeters implements MeterBinder {

	private final IpcLink link;

	private final IpcHandlers handlers;

	/**
	 * Create the meters.
	 * @param link what the JVM sends through
	 * @param handlers what answers in it
	 */
	public IpcMeters(IpcLink link, IpcHandlers handlers) {
		this.link = link;
		this.handlers = handlers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Tags tags = (this.link.self().role() == FleetRole.ADMIRAL)
				? Tags.of("fleet.worker", this.link.self().toString()) : Tags.empty();
		Tags sent = tags.and("direction", "sent");
		Tags received = tags.and("direction", "received");
		String open = "Requests that are not answered yet";
		gauge("fleet.ipc.requests.open", open, IpcLinkFigures::requestsSent).tags(sent).register(registry);
		gauge("fleet.ipc.requests.open", open, IpcLinkFigures::requestsReceived).tags(received).register(registry);
		gauge("fleet.ipc.outbox.messages", "Messages, requests and answers that wait to leave the JVM",
				IpcLinkFigures::messagesWaiting)
			.tags(tags)
			.register(registry);
		gauge("fleet.ipc.outbox", "What waits to leave the JVM", IpcLinkFigures::bytesWaiting).baseUnit("bytes")
			.tags(tags)
			.register(registry);
		String refused = "What was refused since a queue was full: by this JVM's own before it was sent, or by its "
				+ "handlers after it was received";
		FunctionCounter.builder("fleet.ipc.refused", this.link, (link) -> link.figures().refused())
			.description(refused)
			.tags(sent)
			.register(registry);
		FunctionCounter.builder("fleet.ipc.refused", this.handlers, IpcHandlers::refusedRequests)
			.description(refused)
			.tags(received)
			.register(registry);
		FunctionCounter.builder("fleet.ipc.dropped", this.handlers, IpcHandlers::droppedMessages)
			.description("Messages without reply that were dropped since too many of their sender were waiting")
			.tags(tags)
			.register(registry);
	}

	private Gauge.Builder<IpcLink> gauge(String name, String description, ToDoubleFunction<IpcLinkFigures> figure) {
		return Gauge.builder(name, this.link, (link) -> figure.applyAsDouble(link.figures())).description(description);
	}

}
