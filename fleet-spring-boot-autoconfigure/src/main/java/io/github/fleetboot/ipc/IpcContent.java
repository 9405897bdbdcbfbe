package io.github.fleetboot.ipc;

import java.util.Map;

/**
 * An encoded payload with its headers, as a link carries it. The bytes are not copied:
 * whoever hands them over must not change them afterwards.
 *
 * @since 0.1.0
 */
public final class IpcContent {

	/**
	 * Header with the media type of the bytes. Absent for CBOR.
	 */
	public static final String CONTENT_TYPE = "contentType";

	private static final IpcContent EMPTY = new IpcContent(new byte[0], Map.of());

	private final byte[] bytes;

	private final Map<String, String> headers;

	/**
	 * Create content.
	 * @param bytes the encoded payload, without bytes if there is none
	 * @param headers the headers that travel, 16 KB at most
	 */
	public IpcContent(byte[] bytes, Map<String, String> headers) {
		this.bytes = bytes;
		this.headers = headers;
	}

	/**
	 * Content without payload and headers.
	 * @return the content
	 */
	public static IpcContent empty() {
		return EMPTY;
	}

	/**
	 * The encoded payload.
	 * @return the bytes themselves, not a copy
	 */
	public byte[] bytes() {
		return this.bytes;
	}

	/**
	 * The headers.
	 * @return the headers, empty if there are none
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	@Override
	public String toString() {
		return this.bytes.length + " bytes " + this.headers;
	}

}
