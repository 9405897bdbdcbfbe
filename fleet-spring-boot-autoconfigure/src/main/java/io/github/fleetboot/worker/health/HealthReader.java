package io.github.fleetboot.worker.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.fleetboot.stats.ContributorHealth;
import io.github.fleetboot.worker.HealthSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Asks health contributors, each on a thread of its own. One that hangs is waited for
 * once; it is asked again when it has come back. Those of a composite are named
 * {@code composite/part}. Thread-safe.
 */
public final class HealthReader implements HealthSource, AutoCloseable {

	private static final int MOST_THREADS = 16;

	private static final int MOST_DETAILS = 20;

	private static final int MOST_CHARACTERS = 500;

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(0, MOST_THREADS, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), (task) -> {
				Thread thread = new Thread(task, "fleet-health");
				thread.setDaemon(true);
				return thread;
			});

	private final Map<String, Check> checks = new ConcurrentHashMap<>();

	private final Supplier<Map<String, HealthContributor>> contributors;

	/**
	 * Create a reader.
	 * @param contributors finds the contributors; may block
	 */
	public HealthReader(Supplier<Map<String, HealthContributor>> contributors) {
		this.contributors = contributors;
	}

	@Override
	public CompletableFuture<Map<String, ContributorHealth>> read(Duration patience) {
		Map<String, CompletableFuture<ContributorHealth>> answers = new ConcurrentHashMap<>();
		CompletableFuture<Void> all;
		try {
			all = CompletableFuture.runAsync(() -> ask(this.contributors.get(), answers), this.executor)
				.thenCompose(
						(nothing) -> CompletableFuture.allOf(answers.values().toArray(CompletableFuture<?>[]::new)));
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.completedFuture(Map.of());
		}
		return all.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).handle((nothing, failure) -> {
			ContributorHealth late = unknown("it has not answered within " + patience.toMillis() + " ms");
			Map<String, ContributorHealth> health = new TreeMap<>();
			answers.forEach((name, answer) -> health.put(name, answer.getNow(late)));
			return health;
		});
	}

	/**
	 * A composite may take its time to name its parts: until it has, it stands for them.
	 */
	private void ask(Map<String, HealthContributor> contributors,
			Map<String, CompletableFuture<ContributorHealth>> answers) {
		contributors.forEach((name, contributor) -> {
			if (contributor instanceof CompositeHealthContributor) {
				answers.put(name, new CompletableFuture<>());
			}
			else {
				ask(name, contributor, answers);
			}
		});
		contributors.forEach((name, contributor) -> {
			if (contributor instanceof CompositeHealthContributor) {
				ask(name, contributor, answers);
			}
		});
	}

	private void ask(String name, HealthContributor contributor,
			Map<String, CompletableFuture<ContributorHealth>> answers) {
		if (contributor instanceof CompositeHealthContributor composite) {
			try {
				composite.forEach((part) -> ask(name + "/" + part.name(), part.contributor(), answers));
				answers.remove(name);
			}
			catch (RuntimeException ex) {
				answers.put(name, CompletableFuture.completedFuture(failed(ex)));
			}
		}
		else if (contributor instanceof HealthIndicator indicator) {
			answers.put(name, ask(name, indicator));
		}
	}

	private CompletableFuture<ContributorHealth> ask(String name, HealthIndicator indicator) {
		Check current = this.checks.get(name);
		if (current != null && !current.answer.isDone()) {
			long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - current.since);
			return CompletableFuture.completedFuture(unknown("it has not answered for " + seconds + " s"));
		}
		try {
			Check check = new Check(System.nanoTime(),
					CompletableFuture.supplyAsync(() -> health(indicator.health()), this.executor)
						.exceptionally((ex) -> failed(
								(ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex)));
			this.checks.put(name, check);
			return check.answer;
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.completedFuture(unknown("it was not asked, since others hang"));
		}
	}

	private static ContributorHealth health(@Nullable Health health) {
		if (health == null) {
			return unknown("it says nothing");
		}
		Map<String, Object> details = new LinkedHashMap<>();
		health.getDetails()
			.entrySet()
			.stream()
			.limit(MOST_DETAILS)
			.forEach((detail) -> details.put(shortened(detail.getKey()), value(detail.getValue())));
		return new ContributorHealth(shortened(health.getStatus().getCode()), details);
	}

	private static Object value(Object value) {
		return (value instanceof Number || value instanceof Boolean) ? value : shortened(String.valueOf(value));
	}

	private static String shortened(String text) {
		return (text.length() <= MOST_CHARACTERS) ? text : text.substring(0, MOST_CHARACTERS) + " ...";
	}

	private static ContributorHealth failed(Throwable failure) {
		return new ContributorHealth(Status.DOWN.getCode(), Map.of("error", shortened(failure.toString())));
	}

	private static ContributorHealth unknown(String reason) {
		return new ContributorHealth(Status.UNKNOWN.getCode(), Map.of("reason", reason));
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/**
	 * A contributor was asked.
	 *
	 * @param since when, as {@link System#nanoTime()} tells
	 * @param answer completes with what it says
	 */
	private record Check(long since, CompletableFuture<ContributorHealth> answer) {
	}

}
