package io.github.fleetboot.test.discord.client;

import java.net.http.HttpHeaders;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What is known of a rate limit, and the queue before it.
 */
final class ReferenceBucket {

	private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

	private long closedUntil = System.nanoTime();

	/**
	 * Start a request once those before it are answered.
	 */
	synchronized <T> CompletableFuture<T> inTurn(Supplier<CompletableFuture<T>> request) {
		CompletableFuture<T> answer = this.last.handle((before, failure) -> request.get())
			.thenCompose((started) -> started);
		this.last = answer;
		return answer;
	}

	synchronized long waitNanos() {
		return Math.max(0, this.closedUntil - System.nanoTime());
	}

	/**
	 * Stay away until the reset if the bucket is empty.
	 */
	void learn(HttpHeaders headers) {
		if (headers.firstValueAsLong("X-RateLimit-Remaining").orElse(1) == 0) {
			headers.firstValue("X-RateLimit-Reset-After").ifPresent((seconds) -> block(Double.parseDouble(seconds)));
		}
	}

	synchronized void block(double seconds) {
		this.closedUntil = Math.max(this.closedUntil, System.nanoTime() + (long) Math.ceil(seconds * 1e9));
	}

}
