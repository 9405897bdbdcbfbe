package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcFailure;

/**
 * The bodies of frames: route, headers and payload of a message, a failure, a list of
 * members. The Admiral passes them on unread.
 *
 * @param route the handler route, may be empty
 * @param content headers and payload
 */
record Body(String route, IpcContent content) {

	private static final int MAX_FAILURE_TEXT = 8 * 1024;

	/**
	 * Encode a message without its payload, which follows in the same frame, or in parts
	 * of its own.
	 * @param kind the kind of the frame
	 * @param flags if {@link Frame#BULK} is among them, the payload follows in parts
	 * @param value the time-out in milliseconds
	 * @param id the id of the call
	 * @param stream the stream of a bulk payload
	 * @param destination the address, may be empty
	 * @param route the route, may be empty
	 * @param content headers and payload
	 * @return the frame up to its payload
	 */
	static byte[] encode(byte kind, int flags, int value, long id, long stream, String destination, String route,
			IpcContent content) {
		byte[] address = Frame.text(destination);
		byte[] routeBytes = Frame.text(route);
		byte[] headers = headers(content.headers());
		byte[] payload = content.bytes();
		boolean bulk = (flags & Frame.BULK) != 0;
		int bodyLength = 4 + routeBytes.length + headers.length + (bulk ? 0 : payload.length);
		ByteBuffer out = ByteBuffer.allocate(Frame.LENGTH_BYTES + Frame.headLength(flags, 0, address.length)
				+ bodyLength - (bulk ? 0 : payload.length));
		Frame.putHead(out, kind, flags, value, id, stream, payload.length, new byte[0], address, bodyLength);
		out.putShort((short) routeBytes.length).put(routeBytes);
		out.putShort((short) headers.length).put(headers);
		return out.array();
	}

	static Body decode(FrameReader frame) throws FrameException {
		ByteBuffer in = frame.buffer();
		int at = frame.bodyStart();
		int end = at + frame.bodyLength();
		int routeLength = shortAt(in, at, end);
		at += 2;
		String route = textAt(in, at, routeLength, end);
		at += routeLength;
		int headersLength = shortAt(in, at, end);
		at += 2;
		Map<String, String> headers = (headersLength != 0) ? headersAt(in, at, headersLength, end) : Map.of();
		at += headersLength;
		byte[] payload = new byte[end - at];
		in.get(at, payload);
		return new Body(route, new IpcContent(payload, headers));
	}

	/**
	 * Encode headers.
	 * @param headers the headers
	 * @return the bytes
	 * @throws IllegalArgumentException if they are over the limit
	 */
	private static byte[] headers(Map<String, String> headers) {
		if (headers.isEmpty()) {
			return new byte[0];
		}
		List<byte[]> fields = new ArrayList<>();
		int length = 0;
		for (Map.Entry<String, String> header : headers.entrySet()) {
			for (String field : List.of(header.getKey(), header.getValue())) {
				byte[] bytes = Frame.text(field);
				fields.add(bytes);
				length += 2 + bytes.length;
			}
		}
		if (length > Frame.MAX_HEADERS) {
			throw new IllegalArgumentException("The headers of a message have " + length + " bytes, the limit is "
					+ Frame.MAX_HEADERS + "; put large values into the payload");
		}
		ByteBuffer out = ByteBuffer.allocate(length);
		fields.forEach((field) -> out.putShort((short) field.length).put(field));
		return out.array();
	}

	private static Map<String, String> headersAt(ByteBuffer in, int start, int length, int end) throws FrameException {
		int stop = start + length;
		if (stop > end) {
			throw new FrameException("The headers reach beyond the end of their frame");
		}
		Map<String, String> headers = new LinkedHashMap<>();
		int at = start;
		while (at < stop) {
			int nameLength = shortAt(in, at, stop);
			String name = textAt(in, at + 2, nameLength, stop);
			at += 2 + nameLength;
			int valueLength = shortAt(in, at, stop);
			headers.put(name, textAt(in, at + 2, valueLength, stop));
			at += 2 + valueLength;
		}
		return headers;
	}

	static byte[] failure(IpcFailure failure) {
		byte[] type = Frame.text(shortened(failure.type()));
		byte[] message = Frame.text(shortened(failure.message()));
		return ByteBuffer.allocate(5 + type.length + message.length)
			.put((byte) failure.kind().code())
			.putShort((short) type.length)
			.put(type)
			.putShort((short) message.length)
			.put(message)
			.array();
	}

	private static String shortened(String text) {
		return (text.length() <= MAX_FAILURE_TEXT) ? text : text.substring(0, MAX_FAILURE_TEXT) + " ...";
	}

	static IpcFailure failure(FrameReader frame) throws FrameException {
		ByteBuffer in = frame.buffer();
		int at = frame.bodyStart();
		int end = at + frame.bodyLength();
		int typeLength = shortAt(in, at + 1, end);
		String type = textAt(in, at + 3, typeLength, end);
		int messageLength = shortAt(in, at + 3 + typeLength, end);
		String message = textAt(in, at + 5 + typeLength, messageLength, end);
		return new IpcFailure(IpcFailure.Kind.of(in.get(at)), message, type);
	}

	static byte[] members(Collection<WorkerId> members) {
		return Frame.text(String.join("\n", members.stream().map(WorkerId::toString).toList()));
	}

	static List<WorkerId> members(FrameReader frame) throws FrameException {
		String text = textAt(frame.buffer(), frame.bodyStart(), frame.bodyLength(),
				frame.bodyStart() + frame.bodyLength());
		return text.lines().map(WorkerId::parse).toList();
	}

	private static int shortAt(ByteBuffer in, int at, int end) throws FrameException {
		if (at + 2 > end) {
			throw new FrameException("A length reaches beyond the end of its frame");
		}
		return in.getShort(at) & 0xFFFF;
	}

	private static String textAt(ByteBuffer in, int at, int length, int end) throws FrameException {
		if (at + length > end) {
			throw new FrameException("A text reaches beyond the end of its frame");
		}
		if (length == 0) {
			return "";
		}
		byte[] bytes = new byte[length];
		in.get(at, bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
