package io.github.fleetboot.ipc;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.DestinationPatternsMessageCondition;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.support.AnnotationExceptionHandlerMethodResolver;
import org.springframework.messaging.handler.annotation.support.DestinationVariableMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.HeaderMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.HeadersMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.MessageMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.AbstractExceptionHandlerMethodResolver;
import org.springframework.messaging.handler.invocation.AbstractMethodMessageHandler;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolverComposite;
import org.springframework.messaging.handler.invocation.HandlerMethodReturnValueHandler;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.util.AntPathMatcher;

import io.github.fleetboot.WorkerId;

/**
 * The {@code @MessageMapping} methods of a fixed set of beans. Spring finds and invokes
 * them; what becomes of a result is decided here, so that each request gets its answer.
 */
final class RouteHandlers extends AbstractMethodMessageHandler<DestinationPatternsMessageCondition> {

	static final String SOURCE = "fleet.source";

	static final String ROUTE = "fleet.route";

	private final AntPathMatcher matcher = new AntPathMatcher(".");

	private final HandlerMethodArgumentResolverComposite resolvers = new HandlerMethodArgumentResolverComposite();

	private final Set<String> routes = new HashSet<>();

	private final List<String> patterns = new ArrayList<>();

	private final Map<String, RouteMethod> methods = new HashMap<>();

	private final MessageConverter converter;

	private final MessageCodec codec;

	private final Constraints constraints;

	private final ReceiveObservations observations;

	RouteHandlers(MessageConverter converter, Constraints constraints, ReceiveObservations observations,
			List<Object> beans) {
		this.converter = converter;
		this.codec = new MessageCodec(converter);
		this.constraints = constraints;
		this.observations = observations;
		if (!beans.isEmpty()) {
			this.resolvers.addResolvers(initArgumentResolvers());
			afterPropertiesSet();
			beans.forEach(this::detectHandlerMethods);
			getHandlerMethods().forEach((condition, method) -> getDirectLookupDestinations(condition)
				.forEach((route) -> this.methods.put(route, (RouteMethod) method)));
		}
	}

	/**
	 * Whether there is a handler. Fast enough for an I/O thread.
	 * @param route the route
	 * @return whether one of the methods handles it
	 */
	boolean handles(String route) {
		return this.routes.contains(route)
				|| (!this.patterns.isEmpty() && this.patterns.stream().anyMatch((it) -> this.matcher.match(it, route)));
	}

	/**
	 * How long the handler of a route usually takes.
	 * @param route the route
	 * @return the time, {@code null} if no handler has this route for its own
	 */
	@Nullable HandlerTime time(String route) {
		RouteMethod method = this.methods.get(route);
		return (method != null) ? method.time() : null;
	}

	/**
	 * Run the handler of a route.
	 * @param source the sender
	 * @param route the route
	 * @param content the encoded message
	 * @param request to be answered, {@code null} if there is no reply
	 */
	void handle(WorkerId source, String route, IpcContent content, @Nullable IpcRequest request) {
		Reception reception = new Reception(source, route, content, request, this.codec);
		RouteMethod method = this.methods.get(route);
		try {
			Object[] arguments = (method != null) ? method.arguments(source, content) : null;
			if (method != null && arguments != null) {
				call(method, arguments, reception);
			}
			else {
				handleMessage(reception.message());
			}
		}
		catch (RuntimeException | Error ex) {
			reception.fail(ex);
		}
	}

	private void call(RouteMethod method, Object[] arguments, Reception reception) {
		reception.observedBy(this.observations.start(reception, reception.route()));
		Observation.Scope scope = reception.observation().openScope();
		try {
			answer(method, method.call(arguments), reception);
		}
		catch (Exception ex) {
			handleException(method, ex, reception);
		}
		finally {
			scope.close();
		}
	}

	@Override
	protected List<HandlerMethodArgumentResolver> initArgumentResolvers() {
		ConversionService conversion = DefaultConversionService.getSharedInstance();
		return List.of(new HeaderMethodArgumentResolver(conversion, null), new HeadersMethodArgumentResolver(),
				new MessageMethodArgumentResolver(this.converter),
				new DestinationVariableMethodArgumentResolver(conversion), new SenderArgumentResolver(),
				new PayloadResolver(this.converter, this.constraints));
	}

	@Override
	protected List<HandlerMethodReturnValueHandler> initReturnValueHandlers() {
		return List.of();
	}

	@Override
	protected boolean isHandler(Class<?> beanType) {
		return false;
	}

	@Override
	protected HandlerMethod createHandlerMethod(Object handler, Method method) {
		CborMessageConverter cbor = (this.converter instanceof CborMessageConverter it) ? it : null;
		return invocable(new RouteMethod(handler, method, cbor));
	}

	private InvocableHandlerMethod invocable(InvocableHandlerMethod method) {
		method.setMessageMethodArgumentResolvers(this.resolvers);
		return method;
	}

	@Override
	protected @Nullable DestinationPatternsMessageCondition getMappingForMethod(Method method, Class<?> handlerType) {
		MessageMapping onMethod = AnnotatedElementUtils.findMergedAnnotation(method, MessageMapping.class);
		if (onMethod == null) {
			return null;
		}
		this.constraints.check(method);
		DestinationPatternsMessageCondition condition = condition(onMethod);
		MessageMapping onType = AnnotatedElementUtils.findMergedAnnotation(handlerType, MessageMapping.class);
		if (onType != null) {
			condition = condition(onType).combine(condition);
		}
		for (String pattern : condition.getPatterns()) {
			if (this.matcher.isPattern(pattern)) {
				this.patterns.add(pattern);
			}
			else {
				this.routes.add(pattern);
			}
		}
		return condition;
	}

	private DestinationPatternsMessageCondition condition(MessageMapping mapping) {
		return new DestinationPatternsMessageCondition(mapping.value(), this.matcher);
	}

	@Override
	protected Set<String> getDirectLookupDestinations(DestinationPatternsMessageCondition mapping) {
		Set<String> result = new HashSet<>(mapping.getPatterns());
		result.removeIf(this.matcher::isPattern);
		return result;
	}

	@Override
	protected @Nullable String getDestination(Message<?> message) {
		return (String) message.getHeaders().get(ROUTE);
	}

	@Override
	protected @Nullable DestinationPatternsMessageCondition getMatchingMapping(
			DestinationPatternsMessageCondition mapping, Message<?> message) {
		return mapping.getMatchingCondition(message);
	}

	@Override
	protected Comparator<DestinationPatternsMessageCondition> getMappingComparator(Message<?> message) {
		return (first, second) -> first.compareTo(second, message);
	}

	@Override
	protected AbstractExceptionHandlerMethodResolver createExceptionHandlerMethodResolverFor(Class<?> beanType) {
		return new AnnotationExceptionHandlerMethodResolver(beanType);
	}

	@Override
	protected void handleNoMatch(Set<DestinationPatternsMessageCondition> mappings, String route, Message<?> message) {
		Reception reception = Reception.of(message);
		reception.refuse(new IpcFailure(IpcFailure.Kind.NO_HANDLER, ""));
	}

	@Override
	protected void handleMatch(DestinationPatternsMessageCondition mapping, HandlerMethod handlerMethod, String route,
			Message<?> message) {
		String pattern = mapping.getPatterns().iterator().next();
		if (this.matcher.isPattern(pattern)) {
			Map<String, String> variables = this.matcher.extractUriTemplateVariables(pattern, route);
			MessageHeaderAccessor accessor = MessageHeaderAccessor.getMutableAccessor(message);
			accessor.setHeader(DestinationVariableMethodArgumentResolver.DESTINATION_TEMPLATE_VARIABLES_HEADER,
					variables);
		}
		Reception reception = Reception.of(message);
		reception.observedBy(this.observations.start(reception, pattern));
		Observation.Scope scope = reception.observation().openScope();
		try {
			answer(handlerMethod, ((InvocableHandlerMethod) handlerMethod).invoke(message), reception);
		}
		catch (Exception ex) {
			handleException(handlerMethod, ex, reception);
		}
		finally {
			scope.close();
		}
	}

	/**
	 * Answer with what a method returned, once it is there.
	 * @param handlerMethod the handler, {@code null} if the method was the one that
	 * handles its exceptions
	 */
	private void answer(@Nullable HandlerMethod handlerMethod, @Nullable Object result, Reception reception) {
		CompletionStage<?> stage = ReactiveResults.stage(result, reception.observation());
		if (stage == null) {
			reception.reply(result);
			return;
		}
		if (stage instanceof Future<?> future) {
			reception.cancels(future);
		}
		var unused = stage.whenComplete((value, failure) -> {
			Observation.Scope scope = reception.observation().openScope();
			try {
				ended(handlerMethod, value, failure, reception);
			}
			finally {
				scope.close();
			}
		});
	}

	private void ended(@Nullable HandlerMethod handlerMethod, @Nullable Object value, @Nullable Throwable failure,
			Reception reception) {
		if (failure == null) {
			reception.reply(value);
			return;
		}
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		boolean cancelled = cause instanceof CancellationException && reception.isAbandoned();
		if (handlerMethod != null && cause instanceof Exception exception && !cancelled) {
			handleException(handlerMethod, exception, reception);
		}
		else {
			reception.fail(cause);
		}
	}

	@Override
	protected void processHandlerMethodException(HandlerMethod handlerMethod, Exception failure, Message<?> message) {
		handleException(handlerMethod, failure, Reception.of(message));
	}

	private void handleException(HandlerMethod handlerMethod, Exception failure, Reception reception) {
		try {
			InvocableHandlerMethod exceptionHandler = getExceptionHandlerMethod(handlerMethod, failure);
			if (exceptionHandler == null) {
				reception.fail(failure);
				return;
			}
			Throwable cause = failure.getCause();
			Message<?> message = reception.message();
			Object result = (cause != null) ? invocable(exceptionHandler).invoke(message, failure, cause, handlerMethod)
					: invocable(exceptionHandler).invoke(message, failure, handlerMethod);
			answer(null, result, reception);
		}
		catch (Exception | Error ex) {
			reception.fail(ex);
		}
	}

}
