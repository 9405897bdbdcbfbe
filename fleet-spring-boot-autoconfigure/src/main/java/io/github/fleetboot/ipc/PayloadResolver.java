package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;

/**
 * Resolves payloads. Tells no bytes at all, a payload that a {@code byte[]} can hold,
 * from no payload.
 */
final class PayloadResolver extends PayloadMethodArgumentResolver {

	PayloadResolver(MessageConverter converter) {
		super(converter);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) throws Exception {
		boolean raw = CborMessageConverter.isRaw(message.getHeaders());
		if (raw && parameter.getParameterType() == byte[].class) {
			return message.getPayload();
		}
		return super.resolveArgument(parameter, message);
	}

}
