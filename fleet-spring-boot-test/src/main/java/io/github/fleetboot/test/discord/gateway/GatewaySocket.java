package io.github.fleetboot.test.discord.gateway;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/**
 * The wire of a gateway connection. What becomes of a single write is of no interest: a
 * failed one ends in a broken connection, which is noticed anyway.
 */
@SuppressWarnings("FutureReturnValueIgnored")
public final class GatewaySocket {

	private static final long CLOSE_TIMEOUT_MILLIS = 1000;

	private final Channel channel;

	private FrameWriter writer;

	public GatewaySocket(Channel channel, FrameWriter writer) {
		this.channel = channel;
		this.writer = writer;
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

	public void send(byte[] payload) {
		this.channel.writeAndFlush(this.writer.write(payload), this.channel.voidPromise());
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
		this.channel.config().setOption(ChannelOption.SO_LINGER, 0);
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
