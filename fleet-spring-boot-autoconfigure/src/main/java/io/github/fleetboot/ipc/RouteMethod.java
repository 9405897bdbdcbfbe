package io.github.fleetboot.ipc;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.messaging.support.MessageHeaderAccessor;

import io.github.fleetboot.WorkerId;

/**
 * A handler. Most want nothing but the payload, and perhaps the sender: for these no
 * message with headers is made, which would take longer than all the rest. Whatever is
 * out of the ordinary with a handler or a payload is left to Spring.
 */
final class RouteMethod extends InvocableHandlerMethod {

	private final HandlerTime time = new HandlerTime();

	private final @Nullable CborMessageConverter converter;

	private final int payload;

	private final @Nullable Type payloadType;

	private final boolean plain;

	RouteMethod(Object bean, Method method, @Nullable CborMessageConverter converter) {
		super(bean, method);
		this.converter = converter;
		boolean allKnown = converter != null;
		int found = -1;
		MethodParameter[] parameters = getMethodParameters();
		for (int i = 0; i < parameters.length; i++) {
			if (isSender(parameters[i])) {
				continue;
			}
			allKnown &= found < 0 && isPlainPayload(parameters[i]);
			found = i;
		}
		this.plain = allKnown;
		this.payload = found;
		this.payloadType = (found >= 0) ? GenericTypeResolver.resolveType(parameters[found].getGenericParameterType(),
				parameters[found].getContainingClass()) : null;
	}

	private static boolean isSender(MethodParameter parameter) {
		return parameter.getParameterType() == WorkerId.class && parameter.getParameterAnnotations().length == 0;
	}

	/**
	 * Whether a parameter is what the bytes of a message are read as, and no more than
	 * that.
	 */
	private static boolean isPlainPayload(MethodParameter parameter) {
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			boolean known = annotation instanceof Payload it && it.required() && it.value().isEmpty()
					&& it.expression().isEmpty();
			if (!known) {
				return false;
			}
		}
		Class<?> type = parameter.getParameterType();
		boolean perhapsBytes = type.isAssignableFrom(byte[].class) && type != byte[].class;
		return !perhapsBytes && !type.isPrimitive() && type != Optional.class && type != WorkerId.class
				&& !Message.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type)
				&& !MessageHeaderAccessor.class.isAssignableFrom(type);
	}

	/**
	 * How long it usually takes.
	 */
	HandlerTime time() {
		return this.time;
	}

	/**
	 * Read the arguments.
	 * @param source the sender
	 * @param content the encoded message
	 * @return the arguments, {@code null} if Spring has to find them
	 */
	Object @Nullable [] arguments(WorkerId source, IpcContent content) {
		if (!this.plain || this.converter == null) {
			return null;
		}
		Object[] arguments = new Object[getMethodParameters().length];
		for (int i = 0; i < arguments.length; i++) {
			if (i != this.payload) {
				arguments[i] = source;
				continue;
			}
			Object value = payload(content);
			if (value == null) {
				return null;
			}
			arguments[i] = value;
		}
		return arguments;
	}

	private @Nullable Object payload(IpcContent content) {
		if (this.converter == null || this.payloadType == null || content.bytes().length == 0) {
			return null;
		}
		boolean raw = CborMessageConverter.isRaw(content.headers());
		if (raw || this.payloadType == byte[].class) {
			return (raw && this.payloadType == byte[].class) ? content.bytes() : null;
		}
		try {
			return this.converter.read(content.bytes(), false, this.payloadType);
		}
		catch (MessageConversionException ex) {
			// Spring meets it again, and says which parameter it is
			return null;
		}
	}

	/**
	 * Call it.
	 * @param arguments its arguments
	 * @return what it returned
	 * @throws Exception what it has thrown
	 */
	@Nullable Object call(Object[] arguments) throws Exception {
		return doInvoke(arguments);
	}

}
