package io.github.fleetboot.test.discord.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests that are not Discord's.
 */
final class HttpServiceEntry extends ChannelInboundHandlerAdapter {

	private final Map<String, HttpService> services;

	HttpServiceEntry(Map<String, HttpService> services) {
		this.services = services;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof FullHttpRequest request) {
			QueryStringDecoder uri = new QueryStringDecoder(request.uri());
			HttpService service = find(uri.path());
			if (service != null) {
				boolean keepAlive = HttpUtil.isKeepAlive(request);
				HttpService.Request plain = plain(request, uri);
				request.release();
				service.answer(plain).whenComplete((answer, failure) -> write(context, keepAlive, answer, failure));
				return;
			}
		}
		context.fireChannelRead(message);
	}

	private @Nullable HttpService find(String path) {
		for (Map.Entry<String, HttpService> entry : this.services.entrySet()) {
			if (path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/")) {
				return entry.getValue();
			}
		}
		return null;
	}

	private static HttpService.Request plain(FullHttpRequest request, QueryStringDecoder uri) {
		Map<String, String> query = new LinkedHashMap<>();
		uri.parameters().forEach((name, values) -> query.put(name, values.get(0)));
		return new HttpService.Request(request.method().name(), uri.path(), query,
				request.headers().get(HttpHeaderNames.ORIGIN), request.content().toString(StandardCharsets.UTF_8));
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private static void write(ChannelHandlerContext context, boolean keepAlive, HttpService.@Nullable Response answer,
			@Nullable Throwable failure) {
		if (answer == null) {
			context.executor()
				.execute(() -> context.fireExceptionCaught(
						(failure != null) ? failure : new IllegalStateException("A service gave no answer")));
			return;
		}
		ByteBuf content = Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8);
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(answer.status()), content);
		response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
		response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
		if (keepAlive) {
			context.writeAndFlush(response);
		}
		else {
			response.headers().set(HttpHeaderNames.CONNECTION, "close");
			context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
		}
	}

}
