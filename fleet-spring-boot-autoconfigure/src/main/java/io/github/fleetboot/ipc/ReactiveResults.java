package io.github.fleetboot.ipc;

import java.util.concurrent.CompletionStage;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ClassUtils;

/**
 * What a handler may return instead of its result: a stage or, if Reactor is present, a
 * publisher. Without Reactor none of its classes is asked for.
 */
final class ReactiveResults {

	/** Where Micrometer looks for the observation in a Reactor context. */
	static final String OBSERVATION = "micrometer.observation";

	private static final boolean PRESENT = ClassUtils.isPresent("org.reactivestreams.Publisher",
			ReactiveResults.class.getClassLoader());

	private ReactiveResults() {
	}

	/**
	 * The result as a stage.
	 * @param result what a handler returned
	 * @param observation what its context carries
	 * @return a stage; {@code null} if the result is there already
	 */
	static @Nullable CompletionStage<?> stage(@Nullable Object result, Observation observation) {
		if (result instanceof CompletionStage<?> stage) {
			return stage;
		}
		return (PRESENT && result != null) ? Publishers.stage(result, observation) : null;
	}

	/**
	 * Loaded only where there are publishers.
	 */
	private static final class Publishers {

		private static @Nullable CompletionStage<?> stage(Object result, Observation observation) {
			return (result instanceof Publisher<?> publisher) ? Reactive.stage(publisher, observation) : null;
		}

	}

	/**
	 * Loaded only where a handler returns one.
	 */
	private static final class Reactive {

		private static CompletionStage<?> stage(Publisher<?> publisher, Observation observation) {
			Mono<?> mono = (publisher instanceof Mono<?> single) ? single : Flux.from(publisher).collectList();
			return (observation.isNoop() ? mono : mono.contextWrite((context) -> context.put(OBSERVATION, observation)))
				.toFuture();
		}

	}

}
