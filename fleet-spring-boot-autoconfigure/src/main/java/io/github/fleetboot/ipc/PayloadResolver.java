package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;

/**
 * Resolves payloads. Tells no bytes at all, a payload that a {@code byte[]} can hold,
 * from no payload, and never hands out what is encoded.
 */
final class PayloadResolver extends PayloadMethodArgumentResolver {

	/** How CBOR writes {@code null}. */
	private static final byte CBOR_NULL = (byte) 0xF6;

	private final @Nullable CborMessageConverter cbor;

	PayloadResolver(MessageConverter converter, Constraints constraints) {
		super(converter, constraints);
		this.cbor = (converter instanceof CborMessageConverter it) ? it : null;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		boolean holdsBytes = parameter.getParameterType().isAssignableFrom(byte[].class);
		if (holdsBytes && CborMessageConverter.isRaw(message.getHeaders())) {
			return message.getPayload();
		}
		if (holdsBytes && this.cbor != null && !isEmptyPayload(message.getPayload())) {
			return this.cbor.fromMessage(message, parameter.getParameterType(), parameter);
		}
		return super.resolveArgument(parameter, message);
	}

	@Override
	protected boolean isEmptyPayload(@Nullable Object payload) {
		return super.isEmptyPayload(payload)
				|| (this.cbor != null && payload instanceof byte[] bytes && bytes.length == 1 && bytes[0] == CBOR_NULL);
	}

}
