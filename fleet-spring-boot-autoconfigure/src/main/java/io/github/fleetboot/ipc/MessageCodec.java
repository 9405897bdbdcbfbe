package io.github.fleetboot.ipc;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * Between Spring's messages and what a link carries. No payload, an empty array without
 * headers, stands for {@code null}.
 */
final class MessageCodec {

	private static final Map<String, String> RAW_HEADERS = Map.of(MessageHeaders.CONTENT_TYPE,
			CborMessageConverter.RAW);

	private final MessageConverter converter;

	MessageCodec(MessageConverter converter) {
		this.converter = converter;
	}

	/**
	 * Encode a payload.
	 * @param payload the payload
	 * @return the content
	 * @throws MessageConversionException if that fails
	 */
	IpcContent encode(@Nullable Object payload) {
		if (payload == null) {
			return IpcContent.empty();
		}
		if (payload instanceof Message<?> message) {
			return encode(message);
		}
		if (payload instanceof Optional<?> optional) {
			return encode(optional.orElse(null));
		}
		if (payload instanceof byte[] bytes) {
			return new IpcContent(bytes, RAW_HEADERS);
		}
		if (this.converter instanceof CborMessageConverter cbor) {
			return new IpcContent(cbor.write(payload, null), Map.of());
		}
		Message<?> message = this.converter.toMessage(payload, null);
		if (message == null) {
			throw new MessageConversionException(
					"No converter for a " + payload.getClass().getName() + "; " + this.converter + " cannot write it");
		}
		return encode(message);
	}

	/**
	 * Encode a message whose payload may have been converted already.
	 * @param message the message
	 * @return the content
	 */
	IpcContent encode(Message<?> message) {
		Object payload = message.getPayload();
		if (!(payload instanceof byte[] bytes)) {
			Message<?> converted = this.converter.toMessage(payload, message.getHeaders());
			if (converted == null || !(converted.getPayload() instanceof byte[])) {
				throw new MessageConversionException(message, "No converter for a " + payload.getClass().getName()
						+ "; " + this.converter + " cannot write it");
			}
			return encode(converted);
		}
		return new IpcContent(bytes, headers(message.getHeaders()));
	}

	/** Text, numbers and truth values travel; Spring's own identifiers do not. */
	private static Map<String, String> headers(MessageHeaders headers) {
		Map<String, String> result = Map.of();
		for (Map.Entry<String, Object> header : headers.entrySet()) {
			String name = header.getKey();
			Object value = header.getValue();
			boolean contentType = name.equals(MessageHeaders.CONTENT_TYPE);
			boolean travels = contentType ? !CborMessageConverter.CBOR.equals(value.toString())
					: (value instanceof CharSequence || value instanceof Number || value instanceof Boolean)
							&& !name.equals(MessageHeaders.TIMESTAMP);
			if (travels) {
				if (result.isEmpty()) {
					result = new LinkedHashMap<>();
				}
				result.put(name, value.toString());
			}
		}
		return result;
	}

	/**
	 * Decode a reply.
	 * @param content the reply
	 * @param type what to read it as
	 * @return the value, {@code null} or {@link Optional#empty()} if there is none
	 * @throws MessageConversionException if that fails
	 */
	@Nullable Object decode(IpcContent content, Type type) {
		Class<?> target = rawClass(type);
		boolean raw = CborMessageConverter.isRaw(content.headers());
		if (target == void.class || target == Void.class || (content.bytes().length == 0 && !raw)) {
			return (target == Optional.class) ? Optional.empty() : null;
		}
		if (this.converter instanceof CborMessageConverter cbor && target != Message.class) {
			return cbor.read(content.bytes(), raw, type);
		}
		Message<byte[]> message = MessageBuilder.createMessage(content.bytes(), toHeaders(content).getMessageHeaders());
		if (Message.class == target) {
			return message;
		}
		return (this.converter instanceof SmartMessageConverter smart && type != target)
				? smart.fromMessage(message, target, type) : this.converter.fromMessage(message, target);
	}

	static MessageHeaderAccessor toHeaders(IpcContent content) {
		MessageHeaderAccessor accessor = new MessageHeaderAccessor();
		accessor.setLeaveMutable(true);
		content.headers().forEach(accessor::setHeader);
		return accessor;
	}

	private static Class<?> rawClass(Type type) {
		if (type instanceof Class<?> target) {
			return target;
		}
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> target) {
			return target;
		}
		return Object.class;
	}

}
