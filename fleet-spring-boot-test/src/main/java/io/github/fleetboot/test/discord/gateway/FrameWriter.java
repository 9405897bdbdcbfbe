package io.github.fleetboot.test.discord.gateway;

import java.io.ByteArrayOutputStream;
import java.util.Objects;
import java.util.zip.Deflater;

import io.github.fleetboot.test.discord.world.Json;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Puts payloads, which are JSON, into frames: encoded as the client wants, compressed or
 * not.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#encoding-and-compression">Encoding
 * and compression</a>
 */
interface FrameWriter {

	WebSocketFrame write(byte[] payload);

	/**
	 * A writer that compresses single payloads. It is this one where that is not
	 * possible.
	 */
	default FrameWriter compressingPayloads() {
		return this;
	}

	default void end() {
	}

	/**
	 * The writer for a connection.
	 * @param encoding the encoding
	 * @param zlibStream whether one compression context serves the whole connection,
	 * flushed after each payload
	 */
	static FrameWriter of(PayloadEncoding encoding, boolean zlibStream) {
		if (encoding == PayloadEncoding.ETF) {
			return new Etf(zlibStream ? new ZlibStream() : FrameWriter::binary);
		}
		return zlibStream ? new ZlibStream() : new Text();
	}

	private static WebSocketFrame binary(byte[] content) {
		return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(content));
	}

	/**
	 * JSON as it is.
	 */
	final class Text implements FrameWriter {

		@Override
		public WebSocketFrame write(byte[] payload) {
			return new TextWebSocketFrame(Unpooled.wrappedBuffer(payload));
		}

		@Override
		public FrameWriter compressingPayloads() {
			return new ZlibPayloads(this);
		}

	}

	/**
	 * Larger payloads compressed each on its own, others as they are.
	 */
	final class ZlibPayloads implements FrameWriter {

		private static final int COMPRESSED_FROM = 1024;

		private final FrameWriter others;

		private ZlibPayloads(FrameWriter others) {
			this.others = others;
		}

		@Override
		public WebSocketFrame write(byte[] payload) {
			if (payload.length < COMPRESSED_FROM) {
				return this.others.write(payload);
			}
			Deflater deflater = new Deflater(Deflater.BEST_SPEED);
			try {
				deflater.setInput(payload);
				deflater.finish();
				return binary(deflated(deflater, payload.length, Deflater.NO_FLUSH));
			}
			finally {
				deflater.end();
			}
		}

	}

	/**
	 * The External Term Format.
	 */
	final class Etf implements FrameWriter {

		private final FrameWriter next;

		private Etf(FrameWriter next) {
			this.next = next;
		}

		@Override
		public WebSocketFrame write(byte[] payload) {
			return this.next.write(EtfWriter.write(Objects.requireNonNull(Json.parse(payload)), payload.length));
		}

		@Override
		public void end() {
			this.next.end();
		}

	}

	/**
	 * The transport compression {@code zlib-stream}.
	 */
	final class ZlibStream implements FrameWriter {

		private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

		private ZlibStream() {
		}

		@Override
		public WebSocketFrame write(byte[] payload) {
			this.deflater.setInput(payload);
			return binary(deflated(this.deflater, payload.length, Deflater.SYNC_FLUSH));
		}

		@Override
		public void end() {
			this.deflater.end();
		}

	}

	private static byte[] deflated(Deflater deflater, int length, int flush) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 2 + 16);
		byte[] chunk = new byte[Math.min(8192, length + 64)];
		int count;
		do {
			count = deflater.deflate(chunk, 0, chunk.length, flush);
			compressed.write(chunk, 0, count);
		}
		while (count == chunk.length);
		return compressed.toByteArray();
	}

}
