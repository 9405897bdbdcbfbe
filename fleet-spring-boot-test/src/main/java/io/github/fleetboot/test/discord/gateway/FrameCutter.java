package io.github.fleetboot.test.discord.gateway;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Sends one frame as several.
 */
public enum FrameCutter {

	/**
	 * Several messages. Only compressed payloads can be cut so.
	 */
	MESSAGES,

	/**
	 * One message in fragments.
	 */
	FRAGMENTS;

	/**
	 * Cut a frame.
	 * @param frame the frame, whose content is handed over
	 * @param parts into how many parts
	 * @return the parts; the frame itself if it cannot be cut
	 */
	List<WebSocketFrame> cut(WebSocketFrame frame, int parts) {
		ByteBuf content = frame.content();
		if (content.readableBytes() < parts || (this == MESSAGES && !(frame instanceof BinaryWebSocketFrame))) {
			return List.of(frame);
		}
		List<WebSocketFrame> result = new ArrayList<>();
		int size = content.readableBytes() / parts;
		for (int part = 0; part < parts; part++) {
			boolean last = part == parts - 1;
			ByteBuf slice = content.readRetainedSlice(last ? content.readableBytes() : size);
			result.add(part(frame, slice, part == 0, last));
		}
		frame.release();
		return result;
	}

	private WebSocketFrame part(WebSocketFrame frame, ByteBuf slice, boolean first, boolean last) {
		if (this == MESSAGES) {
			return new BinaryWebSocketFrame(slice);
		}
		if (!first) {
			return new ContinuationWebSocketFrame(last, 0, slice);
		}
		return (frame instanceof TextWebSocketFrame) ? new TextWebSocketFrame(last, 0, slice)
				: new BinaryWebSocketFrame(last, 0, slice);
	}

}
