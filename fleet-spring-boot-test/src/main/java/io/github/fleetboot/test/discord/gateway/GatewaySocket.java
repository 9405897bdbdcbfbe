package io.github.fleetboot.test.discord.gateway;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * The wire of a gateway connection. What becomes of a single write is of no interest: a
 * failed one ends in a broken connection, which is noticed anyway.
 */
@SuppressWarnings("FutureReturnValueIgnored")
public final class GatewaySocket {

	private static final long CLOSE_TIMEOUT_MILLIS = 1000;

	private final Channel channel;

	private FrameWriter writer;

	private FrameCutter cutter = FrameCutter.FRAGMENTS;

	private int parts = 1;

	private @Nullable SlowWire slowWire;

	private final int outboundLimit;

	public GatewaySocket(Channel channel, FrameWriter writer, int outboundLimit) {
		this.channel = channel;
		this.writer = writer;
		this.outboundLimit = outboundLimit;
		channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(outboundLimit, outboundLimit));
	}

	/**
	 * Compress payloads one by one, unless the whole connection is compressed.
	 */
	void compressPayloads() {
		this.writer = this.writer.compressingPayloads();
	}

	/**
	 * Where the client is: its address and port.
	 */
	String source() {
		return (this.channel.remoteAddress() instanceof InetSocketAddress address)
				? address.getHostString() + ":" + address.getPort() : "";
	}

	/**
	 * Send a payload.
	 * @return whether the client keeps up
	 */
	public boolean send(byte[] payload) {
		WebSocketFrame frame = this.writer.write(payload);
		if (this.parts == 1) {
			this.channel.writeAndFlush(frame, this.channel.voidPromise());
			return keepsUp();
		}
		this.cutter.cut(frame, this.parts).forEach((part) -> this.channel.write(part, this.channel.voidPromise()));
		this.channel.flush();
		return keepsUp();
	}

	private boolean keepsUp() {
		if (!this.channel.isActive()) {
			return true;
		}
		return this.channel.isWritable() && (this.slowWire == null || this.slowWire.queued() <= this.outboundLimit);
	}

	/**
	 * Whether half of what may wait to be read does so.
	 */
	boolean isCongested() {
		return this.channel.isActive() && (this.channel.bytesBeforeUnwritable() < this.outboundLimit / 2
				|| (this.slowWire != null && this.slowWire.queued() > this.outboundLimit / 2));
	}

	/**
	 * Send each payload in so many parts.
	 */
	void cut(FrameCutter cutter, int parts) {
		this.cutter = cutter;
		this.parts = parts;
	}

	void read(boolean enabled) {
		this.channel.config().setAutoRead(enabled);
	}

	/**
	 * Let so many bytes a second out; 0 for any.
	 */
	void slowDown(int bytesPerSecond) {
		if (this.slowWire != null) {
			this.channel.pipeline().remove(this.slowWire);
			this.slowWire = null;
		}
		if (bytesPerSecond > 0 && this.channel.isActive()) {
			this.slowWire = new SlowWire(bytesPerSecond);
			this.channel.pipeline().addFirst(this.slowWire);
		}
	}

	/**
	 * Say goodbye, and wait a moment for the client to do so too: a socket closed with
	 * unread input is reset, and the code would be lost.
	 */
	public void sayGoodbye(int code, String reason) {
		this.channel.writeAndFlush(new CloseWebSocketFrame(code, reason), this.channel.voidPromise());
		after(TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MILLIS), this::close);
	}

	/**
	 * Return the client's goodbye, and close.
	 */
	public void returnGoodbye(int code) {
		CloseWebSocketFrame frame = (code != GatewayConnection.NO_STATUS) ? new CloseWebSocketFrame(code, "")
				: new CloseWebSocketFrame();
		this.channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
	}

	public void close() {
		this.channel.close();
	}

	/**
	 * Close without a word, so that the client sees a reset.
	 */
	public void reset() {
		if (this.channel.isActive()) {
			this.channel.config().setOption(ChannelOption.SO_LINGER, 0);
		}
		this.channel.close();
	}

	public void after(long nanos, Runnable task) {
		this.channel.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
	}

	/**
	 * Free what the connection held. Nothing can be sent any more.
	 */
	public void release() {
		this.writer.end();
	}

}
