package io.github.fleetboot.ipc;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * No reply came in time. Whether the request was carried out is not known, unless the
 * message says that it never reached its receiver.
 *
 * @since 0.1.0
 */
public class IpcTimeoutException extends IpcException {

	private final transient @Nullable Duration timeout;

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param timeout how long the call could take, {@code null} if it is not known
	 * @param detail what is known about the request's way
	 */
	public IpcTimeoutException(IpcDestination destination, @Nullable Duration timeout, String detail) {
		super(destination,
				"No reply from '%s'%s. %s If the handler needs longer, give the call a longer timeout."
					.formatted(destination, (timeout != null) ? " within " + timeout.toMillis() + " ms" : "",
							sentence(detail))
					.replace(".  If", ". If"),
				null);
		this.timeout = timeout;
	}

	/**
	 * How long the call could take.
	 * @return the timeout, {@code null} if it is not known
	 */
	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

}
