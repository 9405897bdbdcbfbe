package io.github.fleetboot.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.fleetboot.store.StoreCalls.Call;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.converter.SmartMessageConverter;

/**
 * A store that keeps its values in an engine.
 *
 * @since 0.1.0
 */
public final class EngineFleetStore implements FleetStore {

	private final StoreEngine engine;

	private final StoreCalls calls;

	/**
	 * Create a store.
	 * @param engine keeps the values
	 * @param converter converts values to {@code byte[]} and back
	 */
	public EngineFleetStore(StoreEngine engine, SmartMessageConverter converter) {
		this(engine, new StoreCalls(converter, ""));
	}

	private EngineFleetStore(StoreEngine engine, StoreCalls calls) {
		this.engine = engine;
		this.calls = calls;
	}

	@Override
	public <T> Optional<StoreEntry<T>> getEntry(String key, ParameterizedTypeReference<T> type) {
		return run(this.calls.getEntry(key, type));
	}

	@Override
	public boolean contains(String key) {
		return run(this.calls.contains(key));
	}

	@Override
	public void put(String key, Object value) {
		run(this.calls.put(key, value, null, null));
	}

	@Override
	public void put(String key, Object value, Duration timeToLive) {
		run(this.calls.put(key, value, null, timeToLive));
	}

	@Override
	public boolean putIfAbsent(String key, Object value) {
		return run(this.calls.put(key, value, 0L, null));
	}

	@Override
	public boolean putIfAbsent(String key, Object value, Duration timeToLive) {
		return run(this.calls.put(key, value, 0L, timeToLive));
	}

	@Override
	public boolean compareAndSet(String key, long version, Object value) {
		return run(this.calls.put(key, value, version, null));
	}

	@Override
	public boolean compareAndRemove(String key, long version) {
		return run(this.calls.remove(key, version));
	}

	@Override
	public <T> Optional<T> update(String key, ParameterizedTypeReference<T> type, UnaryOperator<Optional<T>> update) {
		while (true) {
			Optional<StoreEntry<T>> present = getEntry(key, type);
			Optional<T> next = update.apply(present.map(StoreEntry::value));
			Call<Boolean> change = this.calls.change(key, present, next);
			if (change == null || run(change)) {
				return next;
			}
		}
	}

	@Override
	public boolean remove(String key) {
		return run(this.calls.remove(key, null));
	}

	@Override
	public long increment(String key, long delta) {
		return run(this.calls.increment(key, delta, null));
	}

	@Override
	public long increment(String key, long delta, Duration timeToLive) {
		return run(this.calls.increment(key, delta, timeToLive));
	}

	@Override
	public StoreKeys keys(String prefix, int limit) {
		return run(this.calls.keys(prefix, limit, null));
	}

	@Override
	public StoreKeys keys(String prefix, int limit, String after) {
		return run(this.calls.keys(prefix, limit, after));
	}

	@Override
	public long clear(String prefix) {
		return run(this.calls.clear(prefix));
	}

	@Override
	public FleetStore in(String namespace) {
		return new EngineFleetStore(this.engine, this.calls.in(namespace));
	}

	@Override
	public AsyncFleetStore async() {
		return new Async();
	}

	private <R> R run(Call<R> call) {
		return call.result().apply(this.engine.execute(call.command()));
	}

	/**
	 * The same without waiting.
	 */
	private final class Async implements AsyncFleetStore {

		private final StoreCalls calls = EngineFleetStore.this.calls;

		@Override
		public <T> CompletableFuture<Optional<StoreEntry<T>>> getEntry(String key, ParameterizedTypeReference<T> type) {
			return run(this.calls.getEntry(key, type));
		}

		@Override
		public CompletableFuture<Boolean> contains(String key) {
			return run(this.calls.contains(key));
		}

		@Override
		public CompletableFuture<Void> put(String key, Object value) {
			return run(this.calls.put(key, value, null, null)).thenAccept((stored) -> {
			});
		}

		@Override
		public CompletableFuture<Void> put(String key, Object value, Duration timeToLive) {
			return run(this.calls.put(key, value, null, timeToLive)).thenAccept((stored) -> {
			});
		}

		@Override
		public CompletableFuture<Boolean> putIfAbsent(String key, Object value) {
			return run(this.calls.put(key, value, 0L, null));
		}

		@Override
		public CompletableFuture<Boolean> putIfAbsent(String key, Object value, Duration timeToLive) {
			return run(this.calls.put(key, value, 0L, timeToLive));
		}

		@Override
		public CompletableFuture<Boolean> compareAndSet(String key, long version, Object value) {
			return run(this.calls.put(key, value, version, null));
		}

		@Override
		public CompletableFuture<Boolean> compareAndRemove(String key, long version) {
			return run(this.calls.remove(key, version));
		}

		@Override
		public <T> CompletableFuture<Optional<T>> update(String key, ParameterizedTypeReference<T> type,
				UnaryOperator<Optional<T>> update) {
			return getEntry(key, type).thenCompose((present) -> {
				Optional<T> next = update.apply(present.map(StoreEntry::value));
				Call<Boolean> change = this.calls.change(key, present, next);
				if (change == null) {
					return CompletableFuture.completedFuture(next);
				}
				return run(change)
					.thenCompose((done) -> done ? CompletableFuture.completedFuture(next) : update(key, type, update));
			});
		}

		@Override
		public CompletableFuture<Boolean> remove(String key) {
			return run(this.calls.remove(key, null));
		}

		@Override
		public CompletableFuture<Long> increment(String key, long delta) {
			return run(this.calls.increment(key, delta, null));
		}

		@Override
		public CompletableFuture<Long> increment(String key, long delta, Duration timeToLive) {
			return run(this.calls.increment(key, delta, timeToLive));
		}

		@Override
		public CompletableFuture<StoreKeys> keys(String prefix, int limit) {
			return run(this.calls.keys(prefix, limit, null));
		}

		@Override
		public CompletableFuture<StoreKeys> keys(String prefix, int limit, String after) {
			return run(this.calls.keys(prefix, limit, after));
		}

		@Override
		public CompletableFuture<Long> clear(String prefix) {
			return run(this.calls.clear(prefix));
		}

		private <R> CompletableFuture<R> run(Call<R> call) {
			return EngineFleetStore.this.engine.executeAsync(call.command()).thenApply(call.result());
		}

	}

}
