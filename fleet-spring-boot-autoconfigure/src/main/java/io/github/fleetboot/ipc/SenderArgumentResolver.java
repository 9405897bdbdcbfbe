package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.github.fleetboot.WorkerId;

/**
 * Resolves a {@link WorkerId} to the sender.
 */
final class SenderArgumentResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == WorkerId.class && !parameter.hasParameterAnnotation(Payload.class)
				&& !parameter.hasParameterAnnotation(Header.class);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
		return message.getHeaders().get(RouteHandlers.SOURCE);
	}

}
