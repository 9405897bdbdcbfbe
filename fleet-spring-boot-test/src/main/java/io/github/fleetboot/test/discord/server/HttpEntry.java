package io.github.fleetboot.test.discord.server;

import io.github.fleetboot.test.discord.gateway.GatewayEntry;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.rest.RestApi;
import io.github.fleetboot.test.discord.rest.RestRequest;
import io.github.fleetboot.test.discord.rest.RestResponse;

import java.util.LinkedHashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
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
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

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
				write(context, request, RestResponse.error(400, 0, problem));
			}
			return;
		}
		RestRequest rest = new RestRequest(Moment.now(), request.method().name(), uri.path(), Map.of(), query,
				request.headers().get(HttpHeaderNames.AUTHORIZATION), document(request),
				request.content().isReadable());
		write(context, request, this.api.answer(rest));
	}

	/**
	 * The JSON of the body, which is a part of it when files are sent along.
	 */
	private static @Nullable JsonNode document(FullHttpRequest request) throws Exception {
		if (!request.content().isReadable()) {
			return null;
		}
		String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
		if (!contentType.startsWith("multipart/form-data")) {
			return Json.parse(ByteBufUtil.getBytes(request.content()));
		}
		HttpPostRequestDecoder decoder = new HttpPostRequestDecoder(request);
		try {
			InterfaceHttpData part = decoder.getBodyHttpData("payload_json");
			return (part instanceof Attribute attribute) ? Json.parse(attribute.get()) : Json.object();
		}
		finally {
			decoder.destroy();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private static void write(ChannelHandlerContext context, FullHttpRequest request, RestResponse answer) {
		JsonNode body = answer.body();
		ByteBuf content = (body != null) ? Unpooled.wrappedBuffer(Json.bytes(body)) : Unpooled.EMPTY_BUFFER;
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(answer.status()), content);
		answer.headers().forEach((name, value) -> response.headers().set(name, value));
		if (body != null) {
			response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
		}
		if (answer.status() != 204) {
			response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
		}
		if (HttpUtil.isKeepAlive(request)) {
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
