package io.github.fleetboot.test.discord.client;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The receiving end of {@code zlib-stream}: one context for the whole connection.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#transport-compression">Transport
 * compression</a>
 */
final class ZlibStream {

	private static final byte[] SYNC_FLUSH = { 0, 0, -1, -1 };

	private final Inflater inflater = new Inflater();

	private final byte[] chunk = new byte[8192];

	/**
	 * Whether a buffer ends with a flush, and thus holds a whole payload.
	 */
	static boolean isComplete(byte[] buffer) {
		int start = buffer.length - SYNC_FLUSH.length;
		return start >= 0 && Arrays.equals(buffer, start, buffer.length, SYNC_FLUSH, 0, SYNC_FLUSH.length);
	}

	byte[] inflate(byte[] payload) {
		ByteArrayOutputStream plain = new ByteArrayOutputStream();
		this.inflater.setInput(payload);
		try {
			int count = this.inflater.inflate(this.chunk);
			while (count > 0) {
				plain.write(this.chunk, 0, count);
				count = this.inflater.inflate(this.chunk);
			}
		}
		catch (DataFormatException ex) {
			throw new IllegalStateException("Not a zlib stream", ex);
		}
		return plain.toByteArray();
	}

}
