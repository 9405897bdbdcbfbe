package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * A failed request as it travels to the caller.
 *
 * @param kind what sort of failure
 * @param message what happened
 * @param type the class of the handler's exception, empty for the other kinds
 * @since 0.1.0
 */
public record IpcFailure(Kind kind, String message, String type) {

	/**
	 * Create a failure that is no handler's exception.
	 * @param kind what sort of failure
	 * @param message what happened
	 */
	public IpcFailure(Kind kind, String message) {
		this(kind, message, "");
	}

	/**
	 * The failure of a handler.
	 * @param exception what the handler threw
	 * @return the failure
	 */
	public static IpcFailure of(Throwable exception) {
		return new IpcFailure(Kind.REMOTE, message(exception), exception.getClass().getName());
	}

	private static String message(Throwable exception) {
		try {
			String message = exception.getMessage();
			return (message != null) ? message : "";
		}
		catch (RuntimeException ex) {
			return "";
		}
	}

	/**
	 * The exception for the caller.
	 * @param destination what was called
	 * @param source the member that failed, {@code null} if none can be named
	 * @return the exception
	 */
	public IpcException toException(IpcDestination destination, @Nullable WorkerId source) {
		return switch (this.kind) {
			case NO_SUCH_DESTINATION -> new IpcNoSuchDestinationException(destination, this.message);
			case NO_HANDLER -> new IpcNoHandlerException(destination, source);
			case PEER_LOST -> new IpcPeerLostException(destination, source, this.message);
			case REMOTE -> new IpcRemoteException(destination, source, this.type, this.message);
			case UNREADABLE -> new IpcPayloadUnreadableException(destination, this.message, null);
			case TOO_LARGE -> new IpcPayloadTooLargeException(destination, this.message);
			case CONGESTED -> new IpcCongestedException(destination, this.message);
			case TIMEOUT -> new IpcTimeoutException(destination, null, this.message);
			case CLOSED -> new IpcClosedException(destination, this.message);
			case INVALID -> new IpcPayloadInvalidException(destination, source, this.message);
		};
	}

	/**
	 * The sorts of failure. The codes are part of the protocol.
	 */
	public enum Kind {

		/** The destination names no member. */
		NO_SUCH_DESTINATION(1),

		/** The receiver has no handler for the route. */
		NO_HANDLER(2),

		/** The receiver went away with the request in its hands. */
		PEER_LOST(3),

		/** The handler threw an exception. */
		REMOTE(4),

		/** The payload could not be converted. */
		UNREADABLE(5),

		/** The reply is over the limit. */
		TOO_LARGE(6),

		/** A queue is full. */
		CONGESTED(7),

		/** Nothing came in time. */
		TIMEOUT(8),

		/** An end is closed. */
		CLOSED(9),

		/** The payload violates a constraint. */
		INVALID(10);

		private final int code;

		Kind(int code) {
			this.code = code;
		}

		/**
		 * The number that travels.
		 * @return the code, 1 to 127
		 */
		public int code() {
			return this.code;
		}

		/**
		 * Read a code.
		 * @param code the code
		 * @return the kind; {@link #REMOTE} for one that only newer releases know
		 */
		public static Kind of(int code) {
			for (Kind kind : values()) {
				if (kind.code == code) {
					return kind;
				}
			}
			return REMOTE;
		}

	}

}
