package io.github.fleetboot.ipc;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.dataformat.cbor.CBORMapper;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;

/**
 * Converts payloads to CBOR and back with Jackson. A {@code byte[]} passes as it is,
 * marked {@code application/octet-stream}: the cheapest form for bulk data. Safe for use
 * by several threads.
 *
 * @since 0.1.0
 */
public class CborMessageConverter implements SmartMessageConverter {

	static final String CBOR = "application/cbor";

	static final String RAW = MimeTypeUtils.APPLICATION_OCTET_STREAM_VALUE;

	private static final int MAX_TYPES = 10_000;

	private final CBORMapper mapper;

	/** Whether text is what it is: no mapper of somebody else may change it. */
	private final boolean plainText;

	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();

	/**
	 * Create a converter with a mapper of its own. It refuses to write what has no
	 * properties that it could see, and to read classes that are named in a payload.
	 */
	public CborMessageConverter() {
		this(CBORMapper.builder()
			.enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
			.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().build())
			.build(), true);
	}

	/**
	 * Create a converter.
	 * @param mapper reads and writes the payloads
	 */
	public CborMessageConverter(CBORMapper mapper) {
		this(mapper, false);
	}

	private CborMessageConverter(CBORMapper mapper, boolean plainText) {
		this.mapper = mapper;
		this.plainText = plainText;
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> target) {
		return fromMessage(message, target, null);
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> target, @Nullable Object hint) {
		if (!(message.getPayload() instanceof byte[] bytes)) {
			return target.isInstance(message.getPayload()) ? message.getPayload() : null;
		}
		return read(bytes, isRaw(message.getHeaders()), type(target, hint));
	}

	@Override
	public Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
		return toMessage(payload, headers, null);
	}

	@Override
	public Message<?> toMessage(Object payload, @Nullable MessageHeaders headers, @Nullable Object hint) {
		MessageBuilder<byte[]> builder = MessageBuilder.withPayload(write(payload, hint));
		if (headers != null) {
			builder.copyHeaders(headers);
		}
		return builder.setHeader(MessageHeaders.CONTENT_TYPE, (payload instanceof byte[]) ? RAW : CBOR).build();
	}

	@Nullable Object read(byte[] bytes, boolean raw, Type type) {
		if (raw) {
			if (type instanceof Class<?> target && target.isInstance(bytes)) {
				return bytes;
			}
			throw new MessageConversionException(
					"Raw bytes cannot be read as %s, only as byte[]".formatted(type.getTypeName()));
		}
		String text = (this.plainText && type == String.class) ? CborText.read(bytes) : null;
		if (text != null) {
			return text;
		}
		try {
			return reader(type).readValue(bytes);
		}
		catch (JacksonException ex) {
			throw new MessageConversionException("%d bytes could not be read as %s: %s".formatted(bytes.length,
					type.getTypeName(), ex.getOriginalMessage()), ex);
		}
	}

	byte[] write(Object payload, @Nullable Object hint) {
		if (payload instanceof byte[] bytes) {
			return bytes;
		}
		byte[] written = (this.plainText && payload instanceof String text) ? CborText.write(text) : null;
		if (written != null) {
			return written;
		}
		try {
			Type type = (hint != null) ? type(payload.getClass(), hint) : payload.getClass();
			return writer(payload.getClass(), type).writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw new MessageConversionException(
					"A %s could not be written: %s".formatted(payload.getClass().getName(), ex.getOriginalMessage()),
					ex);
		}
	}

	static boolean isRaw(Map<String, ?> headers) {
		if (headers.isEmpty()) {
			return false;
		}
		Object contentType = headers.get(MessageHeaders.CONTENT_TYPE);
		return contentType != null && RAW.equals(contentType.toString());
	}

	/**
	 * The generic type of the target, if the caller told: by reference or as a parameter.
	 */
	private static Type type(Class<?> target, @Nullable Object hint) {
		if (hint instanceof ParameterizedTypeReference<?> reference) {
			return reference.getType();
		}
		if (hint instanceof Type type) {
			return type;
		}
		if (hint instanceof MethodParameter parameter) {
			MethodParameter inner = parameter.nestedIfOptional();
			if (Message.class.isAssignableFrom(inner.getNestedParameterType())) {
				inner = inner.nested();
			}
			return GenericTypeResolver.resolveType(inner.getNestedGenericParameterType(), inner.getContainingClass());
		}
		return target;
	}

	private ObjectReader reader(Type type) {
		ObjectReader reader = this.readers.get(type);
		if (reader == null) {
			JavaType javaType = this.mapper.constructType(type);
			reader = this.mapper.readerFor(javaType);
			if (this.readers.size() < MAX_TYPES) {
				this.readers.put(type, reader);
			}
		}
		return reader;
	}

	private ObjectWriter writer(Class<?> type, Type declared) {
		if (declared != type) {
			JavaType javaType = this.mapper.constructType(declared);
			return javaType.getRawClass().isAssignableFrom(type) ? this.mapper.writerFor(javaType)
					: this.mapper.writerFor(type);
		}
		return this.writers.computeIfAbsent(type, this.mapper::writerFor);
	}

}
