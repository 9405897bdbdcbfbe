package io.github.fleetboot.ipc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.validation.Validator;

import io.github.fleetboot.WorkerId;

/**
 * Hands what other members send to handlers: {@code @MessageMapping} methods of
 * registered beans, and subscriptions. Patterns are separated by dots, for example
 * {@code guilds.{id}.*}.
 * <p>
 * A handler method may have these parameters:
 * <ul>
 * <li>the payload, with or without {@code @Payload}, of any type that the converter
 * reads; validated if it has {@code @Valid} or {@code @Validated}</li>
 * <li>{@code @DestinationVariable}, {@code @Header} and {@code @Headers}</li>
 * <li>{@link org.springframework.messaging.Message}</li>
 * <li>{@link WorkerId}: the sender</li>
 * </ul>
 * and return a value, nothing or {@code null} (the reply is empty then), a
 * {@link java.util.concurrent.CompletionStage} or, if Reactor is present, a {@code Mono},
 * or a {@code Flux}, whose elements are replied as a list. When the caller gives up,
 * stage or subscription is cancelled. An exception reaches the caller as
 * {@link IpcRemoteException} unless a {@code @MessageExceptionHandler} method of the bean
 * replies in its place. Every request is answered exactly once.
 * <p>
 * Handlers run on a bounded pool and may block, those of requests that usually need some
 * microseconds on the thread that read the request, too; when the pool is busy and its
 * queue full, callers get {@link IpcCongestedException}. Messages without reply of one
 * sender are handled one after the other, in order; requests concurrently. Safe for use
 * by several threads.
 *
 * @since 0.1.0
 */
public class IpcHandlers implements IpcInbound, IpcSubscriptions, AutoCloseable {

	private static final Log logger = LogFactory.getLog(IpcHandlers.class);

	private static final int CONTROL_QUEUE = 10_000;

	private static final int MAX_REMEMBERED = 100;

	private static final ReceiveObservations UNOBSERVED = new ReceiveObservations(ObservationRegistry.NOOP, null);

	private final MessageConverter converter;

	private final Subscriptions subscriptions;

	private final HandlerPool pool;

	private final Set<String> unhandled = ConcurrentHashMap.newKeySet();

	private final List<Object> beans = new ArrayList<>();

	private final Map<String, ControlThread> controlThreads = new HashMap<>();

	private volatile ControlThread[] controls = {};

	private final Drops drops = new Drops(logger);

	private final LongAdder refused = new LongAdder();

	private Constraints constraints = new Constraints(() -> null);

	private volatile ReceiveObservations observations = UNOBSERVED;

	private volatile RouteHandlers handlers;

	/**
	 * Create it without handlers.
	 * @param converter converts payloads to {@code byte[]} and back
	 * @param threads how many handlers may run at the same time
	 * @param queue how many requests may wait for a thread, and how many messages of one
	 * sender for their turn
	 */
	public IpcHandlers(MessageConverter converter, int threads, int queue) {
		this.converter = converter;
		this.subscriptions = new Subscriptions(new MessageCodec(converter));
		this.pool = new HandlerPool("fleet-ipc-handler", threads, queue);
		this.handlers = new RouteHandlers(converter, this.constraints, UNOBSERVED, List.of());
	}

	/**
	 * Set what validates payloads with {@code @Valid} or {@code @Validated}. To be called
	 * before beans are registered.
	 * @param validator asked for the validator once there is something to validate; may
	 * supply {@code null}
	 */
	public synchronized void setValidator(Supplier<? extends @Nullable Validator> validator) {
		this.constraints = new Constraints(validator);
	}

	/**
	 * Set who is told what handlers and subscribers of the application do. To be called
	 * before beans are registered.
	 * @param registry whom to tell
	 * @param convention names the observations, {@code null} for
	 * {@link DefaultIpcReceiveObservationConvention}
	 */
	public synchronized void setObservations(ObservationRegistry registry,
			@Nullable IpcReceiveObservationConvention convention) {
		this.observations = new ReceiveObservations(registry, convention);
	}

	/**
	 * How many messages without reply have been dropped since too many of their sender
	 * were waiting for their turn.
	 * @return the number since the start
	 */
	public long droppedMessages() {
		return this.drops.count();
	}

	/**
	 * How many requests have been refused since too many were waiting for a thread.
	 * @return the number since the start
	 */
	public long refusedRequests() {
		return this.refused.sum();
	}

	/**
	 * Add a bean of the application.
	 * @param bean its {@code @MessageMapping} methods become handlers
	 * @throws IllegalStateException if another bean handles one of the routes already
	 */
	public synchronized void register(Object bean) {
		this.handlers = with(this.beans, bean, this.observations);
	}

	/**
	 * Add a bean of the fleet itself. Its handlers run on a thread of their own, one at a
	 * time in order of arrival, whatever the application's handlers do. They take
	 * precedence.
	 * @param bean its {@code @MessageMapping} methods become handlers
	 * @throws IllegalStateException if another bean handles one of the routes already
	 */
	public void registerControl(Object bean) {
		registerControl(bean, "fleet-ipc-control");
	}

	/**
	 * Add a bean of the fleet itself that is called so often that it must not keep other
	 * control messages waiting.
	 * @param bean its {@code @MessageMapping} methods become handlers
	 * @param thread the name of the thread that runs them, one at a time in order of
	 * arrival
	 * @throws IllegalStateException if another bean of that thread handles one of the
	 * routes already
	 */
	public synchronized void registerControl(Object bean, String thread) {
		ControlThread present = this.controlThreads.get(thread);
		List<Object> registered = (present != null) ? present.beans : new ArrayList<>();
		HandlerPool control = (present != null) ? present.pool : new HandlerPool(thread, 1, CONTROL_QUEUE);
		this.controlThreads.put(thread, new ControlThread(registered, with(registered, bean, UNOBSERVED), control));
		this.controls = this.controlThreads.values().toArray(ControlThread[]::new);
	}

	private RouteHandlers with(List<Object> present, Object bean, ReceiveObservations observed) {
		List<Object> all = new ArrayList<>(present);
		all.add(bean);
		RouteHandlers result = new RouteHandlers(this.converter, this.constraints, observed, all);
		present.add(bean);
		return result;
	}

	@Override
	public <T> IpcSubscription subscribe(String route, Class<T> type, BiConsumer<WorkerId, T> consumer) {
		return this.subscriptions.add(route, type, consumer);
	}

	@Override
	public <T> IpcSubscription subscribe(String route, ParameterizedTypeReference<T> type,
			BiConsumer<WorkerId, T> consumer) {
		return this.subscriptions.add(route, type.getType(), consumer);
	}

	@Override
	public void message(WorkerId source, String route, IpcContent content) {
		ControlThread control = control(route);
		if (control != null) {
			control.pool.inOrder(source, () -> control.handlers.handle(source, route, content, null));
			return;
		}
		RouteHandlers target = this.handlers;
		boolean handled = target.handles(route);
		boolean subscribed = this.subscriptions.has(route);
		if (!handled && !subscribed) {
			if (this.unhandled.size() < MAX_REMEMBERED && this.unhandled.add(route)) {
				logger.warn("Nobody handles '%s', which %s sends".formatted(route, source));
			}
			return;
		}
		boolean accepted = this.pool.inOrder(source, () -> {
			this.subscriptions.tell(source, route, false, content, this.observations);
			if (handled) {
				target.handle(source, route, content, null);
			}
		});
		if (!accepted) {
			this.drops.add("a message to '%s' from %s, of whom too many are waiting".formatted(route, source));
		}
	}

	@Override
	public void request(IpcRequest request) {
		String route = request.route();
		ControlThread control = control(route);
		RouteHandlers target = (control != null) ? control.handlers : this.handlers;
		boolean handled = control != null || target.handles(route);
		if (!handled && !this.subscriptions.has(route)) {
			request.fail(new IpcFailure(IpcFailure.Kind.NO_HANDLER, ""));
			return;
		}
		HandlerPool executor = (control != null) ? control.pool : this.pool;
		boolean accepted = executor.execute(new RequestTask(request, this.subscriptions, handled ? target : null,
				this.observations, (control == null) ? target.time(route) : null));
		if (!accepted) {
			this.refused.increment();
			request.fail(new IpcFailure(IpcFailure.Kind.CONGESTED, executor.explain()));
		}
	}

	@Override
	public @Nullable IpcWork work(IpcRequest request) {
		RouteHandlers target = this.handlers;
		HandlerTime time = target.time(request.route());
		if (time == null || !time.isShort() || !this.pool.hasRoom() || control(request.route()) != null) {
			return null;
		}
		RequestTask task = new RequestTask(request, this.subscriptions, target, this.observations, time);
		return new ShortRequest(request, task, time, this.pool, this);
	}

	/**
	 * Whether no handler of the application runs or waits for a thread. A handler that
	 * has returned a future does not run any more.
	 * @return {@code true} if none does
	 */
	public boolean isIdle() {
		return this.pool.isIdle();
	}

	/**
	 * Take nothing more. Handlers that are running are interrupted.
	 */
	@Override
	public void close() {
		this.pool.close();
		for (ControlThread control : this.controls) {
			control.pool.close();
		}
	}

	private @Nullable ControlThread control(String route) {
		for (ControlThread control : this.controls) {
			if (control.handlers.handles(route)) {
				return control;
			}
		}
		return null;
	}

	/**
	 * A thread for beans of the fleet.
	 *
	 * @param beans the beans
	 * @param handlers their methods
	 * @param pool the thread
	 */
	private record ControlThread(List<Object> beans, RouteHandlers handlers, HandlerPool pool) {
	}

}
