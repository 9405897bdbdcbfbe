package io.github.fleetboot.test.discord.gateway;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Puts payloads into frames, compressed or not.
 */
public interface FrameWriter {

	WebSocketFrame write(byte[] payload);

	default void end() {
	}

	static FrameWriter plain() {
		return (payload) -> new TextWebSocketFrame(Unpooled.wrappedBuffer(payload));
	}

	/**
	 * One compression context for the whole connection, flushed after each payload.
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway#transport-compression">Transport
	 * compression</a>
	 */
	static FrameWriter zlibStream() {
		return new ZlibStream();
	}

	/**
	 * The form {@code zlib-stream}.
	 */
	final class ZlibStream implements FrameWriter {

		private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

		private final byte[] chunk = new byte[8192];

		private ZlibStream() {
		}

		@Override
		public WebSocketFrame write(byte[] payload) {
			ByteArrayOutputStream compressed = new ByteArrayOutputStream(payload.length / 2 + 16);
			this.deflater.setInput(payload);
			int count;
			do {
				count = this.deflater.deflate(this.chunk, 0, this.chunk.length, Deflater.SYNC_FLUSH);
				compressed.write(this.chunk, 0, count);
			}
			while (count == this.chunk.length);
			return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(compressed.toByteArray()));
		}

		@Override
		public void end() {
			this.deflater.end();
		}

	}

}
