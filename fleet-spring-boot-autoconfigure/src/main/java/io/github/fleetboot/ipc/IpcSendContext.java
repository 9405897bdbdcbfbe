package io.github.fleetboot.ipc;

import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

/**
 * What is known of a message or request that is being sent. Its carrier takes the headers
 * that continue a trace at the receiver.
 *
 * @since 0.1.0
 */
public class IpcSendContext extends SenderContext<Map<String, String>> {

	private final IpcDestination destination;

	private final boolean request;

	private volatile boolean cancelled;

	/**
	 * Create the context.
	 * @param destination the receivers
	 * @param request whether replies are expected
	 * @param carrier takes headers that are to travel
	 */
	public IpcSendContext(IpcDestination destination, boolean request, Map<String, String> carrier) {
		super((headers, name, value) -> {
			if (headers != null) {
				headers.put(name, value);
			}
		}, request ? Kind.CLIENT : Kind.PRODUCER);
		this.destination = destination;
		this.request = request;
		setCarrier(carrier);
	}

	/**
	 * The receivers.
	 * @return the destination with its route
	 */
	public IpcDestination getDestination() {
		return this.destination;
	}

	/**
	 * Whether replies are expected.
	 * @return {@code false} for a message without reply
	 */
	public boolean isRequest() {
		return this.request;
	}

	/**
	 * Whether the caller has given the request up.
	 * @return {@code true} if nobody waits for it any more
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	void setCancelled(boolean cancelled) {
		this.cancelled = cancelled;
	}

}
