package io.github.fleetboot.test.discord.gateway;

import java.util.Map;

import io.github.fleetboot.test.discord.world.Settings;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.flush.FlushConsolidationHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an HTTP connection into one of the gateway.
 */
public final class GatewayEntry {

	private static final Logger logger = LoggerFactory.getLogger(GatewayEntry.class);

	/**
	 * What is sent in one turn of the emulator's thread leaves in few packets.
	 */
	private static final int PAYLOADS_PER_FLUSH = 16;

	private static final int MAX_MESSAGE = 1024 * 1024;

	private final Gateway gateway;

	private final Settings settings;

	public GatewayEntry(Gateway gateway, Settings settings) {
		this.gateway = gateway;
		this.settings = settings;
	}

	/**
	 * Upgrade a connection.
	 * @return why it cannot be done, or {@code null}
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	public @Nullable String upgrade(ChannelHandlerContext context, FullHttpRequest request, Map<String, String> query) {
		PayloadEncoding encoding = PayloadEncoding.named(query.getOrDefault("encoding", "json"));
		if (encoding == null) {
			return "The encoding is %s, but must be json or etf".formatted(query.get("encoding"));
		}
		String compression = query.getOrDefault("compress", "");
		if ("zstd-stream".equals(compression)) {
			return "The compression zstd-stream is not emulated: use zlib-stream or none";
		}
		if (!compression.isEmpty() && !"zlib-stream".equals(compression)) {
			return "The compression is %s, but must be zlib-stream or absent".formatted(compression);
		}
		WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(this.gateway.url(), null, false,
				MAX_MESSAGE)
			.newHandshaker(request);
		if (handshaker == null) {
			return "Unsupported version of the WebSocket protocol";
		}
		Channel channel = context.channel();
		FrameWriter writer = FrameWriter.of(encoding, !compression.isEmpty());
		GatewayConnection connection = new GatewayConnection(
				new GatewaySocket(channel, writer, this.settings.outboundLimit), encoding, this.gateway, this.settings);
		context.pipeline().remove(context.handler());
		handshaker.handshake(channel, request).addListener((handshake) -> {
			if (!handshake.isSuccess()) {
				channel.close();
				return;
			}
			channel.pipeline()
				.addFirst(new FlushConsolidationHandler(PAYLOADS_PER_FLUSH, true))
				.addLast(new WebSocketFrameAggregator(MAX_MESSAGE))
				.addLast(new Frames(connection));
			if ("10".equals(query.getOrDefault("v", "10"))) {
				connection.open();
			}
			else {
				connection.violate(4012, "version " + query.get("v"));
			}
		});
		return null;
	}

	/**
	 * Hands a connection's frames on.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	private static final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

		private final GatewayConnection connection;

		Frames(GatewayConnection connection) {
			this.connection = connection;
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
			if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
				this.connection.receive(ByteBufUtil.getBytes(frame.content()));
			}
			else if (frame instanceof PingWebSocketFrame) {
				context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()), context.voidPromise());
			}
			else if (frame instanceof CloseWebSocketFrame close) {
				this.connection
					.closedByClient((close.statusCode() >= 0) ? close.statusCode() : GatewayConnection.NO_STATUS);
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			this.connection.released();
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			logger.debug("A gateway connection broke", cause);
			context.close();
		}

	}

}
