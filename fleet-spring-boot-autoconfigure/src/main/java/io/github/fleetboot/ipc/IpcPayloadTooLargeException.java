package io.github.fleetboot.ipc;

/**
 * A payload is over the limit. A request or message is refused before it leaves the
 * caller, a reply before it leaves the handler.
 *
 * @since 0.1.0
 */
public class IpcPayloadTooLargeException extends IpcException {

	private final long size;

	private final long limit;

	/**
	 * Create the exception for a payload of this JVM.
	 * @param destination what was called
	 * @param size the size of the encoded payload, in bytes
	 * @param limit the limit, in bytes
	 */
	public IpcPayloadTooLargeException(IpcDestination destination, long size, long limit) {
		super(destination,
				"The payload for '%s' has %d bytes, the limit is %d. Send less at a time, or raise 'fleet.ipc.max-payload' for the whole fleet."
					.formatted(destination, size, limit),
				null);
		this.size = size;
		this.limit = limit;
	}

	/**
	 * Create the exception for a reply.
	 * @param destination what was called
	 * @param detail what the receiver says
	 */
	public IpcPayloadTooLargeException(IpcDestination destination, String detail) {
		super(destination,
				"'%s' could not reply: %s Reply with less at a time, or raise 'fleet.ipc.max-payload' for the whole fleet."
					.formatted(destination, sentence(detail)),
				null);
		this.size = -1;
		this.limit = -1;
	}

	/**
	 * The size of the encoded payload.
	 * @return bytes, -1 if the payload was a reply
	 */
	public long getSize() {
		return this.size;
	}

	/**
	 * The limit.
	 * @return bytes, -1 if the payload was a reply
	 */
	public long getLimit() {
		return this.limit;
	}

}
