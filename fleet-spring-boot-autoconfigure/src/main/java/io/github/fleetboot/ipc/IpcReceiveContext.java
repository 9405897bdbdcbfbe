package io.github.fleetboot.ipc;

import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * What is known of a message or request that is being handled. Its carrier has the
 * headers that came with it, such as those of a trace.
 *
 * @since 0.1.0
 */
public class IpcReceiveContext extends ReceiverContext<Map<String, String>> {

	private final WorkerId source;

	private final String route;

	private final @Nullable String pattern;

	private final boolean request;

	private volatile boolean abandoned;

	/**
	 * Create the context.
	 * @param source the sender
	 * @param route the route that it named
	 * @param pattern the pattern of the handler, {@code null} for a subscription
	 * @param request whether a reply is expected
	 * @param headers the headers of the message
	 */
	public IpcReceiveContext(WorkerId source, String route, @Nullable String pattern, boolean request,
			Map<String, String> headers) {
		super((carrier, name) -> carrier.get(name), request ? Kind.SERVER : Kind.CONSUMER);
		this.source = source;
		this.route = route;
		this.pattern = pattern;
		this.request = request;
		setCarrier(headers);
	}

	/**
	 * The sender.
	 * @return the member
	 */
	public WorkerId getSource() {
		return this.source;
	}

	/**
	 * The route that the sender named. It may hold ids.
	 * @return the route
	 */
	public String getRoute() {
		return this.route;
	}

	/**
	 * The pattern of the handler, as its {@code @MessageMapping} has it.
	 * @return the pattern, {@code null} for a subscription
	 */
	public @Nullable String getPattern() {
		return this.pattern;
	}

	/**
	 * Whether a reply is expected.
	 * @return {@code false} for a message without reply
	 */
	public boolean isRequest() {
		return this.request;
	}

	/**
	 * Whether the caller had given up before the handler was done.
	 * @return {@code true} if the reply was not sent
	 */
	public boolean isAbandoned() {
		return this.abandoned;
	}

	void setAbandoned(boolean abandoned) {
		this.abandoned = abandoned;
	}

}
