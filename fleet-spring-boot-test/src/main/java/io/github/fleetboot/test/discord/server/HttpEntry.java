package io.github.fleetboot.test.discord.server;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.gateway.GatewayEntry;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.rest.RequestBody;
import io.github.fleetboot.test.discord.rest.RestApi;
import io.github.fleetboot.test.discord.rest.RestRequest;
import io.github.fleetboot.test.discord.rest.RestResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes HTTP requests: upgrades go to the gateway, others to the REST API.
 */
public final class HttpEntry extends SimpleChannelInboundHandler<FullHttpRequest> {

	private static final Logger logger = LoggerFactory.getLogger(HttpEntry.class);

	private final RestApi api;

	private final GatewayEntry gateway;

	public HttpEntry(RestApi api, GatewayEntry gateway) {
		this.api = api;
		this.gateway = gateway;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) throws Exception {
		QueryStringDecoder uri = new QueryStringDecoder(request.uri());
		Map<String, String> query = new LinkedHashMap<>();
		uri.parameters().forEach((name, values) -> query.put(name, values.get(0)));
		if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
			String problem = this.gateway.upgrade(context, request, query);
			if (problem != null) {
				write(context, RestResponse.error(400, 0, problem), HttpUtil.isKeepAlive(request));
			}
			return;
		}
		RestRequest rest = new RestRequest(Moment.now(), source(context), request.method().name(), uri.rawPath(),
				Map.of(), query, request.headers().get(HttpHeaderNames.AUTHORIZATION),
				request.headers().get(HttpHeaderNames.USER_AGENT), new RequestBody(
						request.headers().get(HttpHeaderNames.CONTENT_TYPE), ByteBufUtil.getBytes(request.content())));
		deliver(context, this.api.answer(rest), HttpUtil.isKeepAlive(request));
	}

	private static String source(ChannelHandlerContext context) {
		return (context.channel().remoteAddress() instanceof InetSocketAddress address)
				? address.getAddress().getHostAddress() : "";
	}

	private static void deliver(ChannelHandlerContext context, RestResponse answer, boolean keepAlive) {
		if (answer.delay().isZero()) {
			deliverNow(context, answer, keepAlive);
		}
		else {
			ScheduledFuture<?> unused = context.executor()
				.schedule(() -> deliverNow(context, answer, keepAlive), answer.delay().toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private static void deliverNow(ChannelHandlerContext context, RestResponse answer, boolean keepAlive) {
		switch (answer.delivery()) {
			case SENT -> write(context, answer, keepAlive);
			case RESET -> {
				context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
				context.close();
			}
			case LOST -> {
				// The client waits until it has had enough
			}
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private static void write(ChannelHandlerContext context, RestResponse answer, boolean keepAlive) {
		ByteBuf content = Unpooled.wrappedBuffer(answer.content());
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(answer.status()), content);
		answer.headers().forEach((name, value) -> response.headers().set(name, value));
		if (answer.status() != 204) {
			response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
		}
		if (keepAlive) {
			context.writeAndFlush(response, context.voidPromise());
		}
		else {
			response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
			context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
		}
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.warn("A request could not be answered", cause);
		context.close();
	}

}
