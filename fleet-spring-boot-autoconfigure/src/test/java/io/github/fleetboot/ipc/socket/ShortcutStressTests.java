package io.github.fleetboot.ipc.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.messaging.handler.annotation.MessageMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Services that ask one another and are asked by clusters, all on shortcuts, while they
 * are replaced, cut off or killed in any order. The seed is printed, and can be given as
 * {@code -Dfleet.test.seed}.
 */
@Timeout(90)
class ShortcutStressTests {

	private static final int SERVICES = 3;

	private static final int CALLERS = 3;

	private static final int AT_ONCE = 16;

	private static final Duration LENGTH = Duration.ofSeconds(4);

	@TempDir
	private Path directory;

	private final Map<Long, Integer> handled = new ConcurrentHashMap<>();

	private final Map<Long, Throwable> failed = new ConcurrentHashMap<>();

	private final AtomicLong numbers = new AtomicLong();

	private final AtomicBoolean over = new AtomicBoolean();

	private final Port[] ports = new Port[SERVICES];

	private final Map<Integer, Integer> incarnations = new HashMap<>();

	private Harbour harbour;

	private Random random;

	@BeforeEach
	void open() {
		long seed = Long.getLong("fleet.test.seed", System.nanoTime());
		System.out.println("Shortcuts under stress, again with -Dfleet.test.seed=" + seed);
		this.random = new Random(seed);
		this.harbour = new Harbour(this.directory, true, IpcOptions.defaults().withShortcutAfter(4));
		for (int number = 0; number < SERVICES; number++) {
			this.ports[number] = new Port(number, 0);
		}
	}

	@AfterEach
	void close() {
		this.over.set(true);
		this.harbour.close();
	}

	@Test
	void replacementsLoseAndRepeatNothing() throws Exception {
		int replacements = sail(() -> {
			int number = this.random.nextInt(SERVICES);
			if (this.random.nextInt(4) > 0) {
				replace(number);
			}
			else {
				retireAndFollow(number);
			}
		});
		assertThat(replacements).isGreaterThan(20);
		assertThat(this.failed).isEmpty();
		assertThat(this.handled).hasSize((int) this.numbers.get());
		assertThat(this.handled.values()).containsOnly(1);
	}

	@Test
	void whoDiesTakesNoMoreWithItThanItHeldAndRepeatsNothing() throws Exception {
		int strokes = sail(() -> {
			int number = this.random.nextInt(SERVICES);
			switch (this.random.nextInt(4)) {
				case 0 -> replace(number);
				case 1 -> this.harbour.hub.disconnect(WorkerId.cluster(this.random.nextInt(CALLERS)));
				case 2 -> this.harbour.hub.disconnect(id(number));
				default -> kill(number);
			}
		});
		assertThat(strokes).isGreaterThan(20);
		assertThat(this.failed.values()).allMatch((failure) -> rootOf(failure) instanceof IpcPeerLostException
				|| failure.toString().contains(IpcPeerLostException.class.getSimpleName()));
		assertThat(this.failed).hasSizeLessThan(this.handled.size() / 4);
		assertThat(this.handled.values()).containsOnly(1);
		assertThat(this.handled.size() + this.failed.size()).isGreaterThanOrEqualTo((int) this.numbers.get());
	}

	/**
	 * Have clusters ask all the time, and something happen now and then.
	 * @return how often something happened
	 */
	private int sail(Event event) throws Exception {
		List<Thread> callers = new ArrayList<>();
		for (int number = 0; number < CALLERS; number++) {
			Harbour.Member caller = this.harbour.join(WorkerId.cluster(number));
			Random choices = new Random(this.random.nextLong());
			callers.add(new Thread(() -> call(caller.template, choices), "caller-" + number));
		}
		callers.forEach(Thread::start);
		int events = 0;
		long end = System.nanoTime() + LENGTH.toNanos();
		while (System.nanoTime() - end < 0) {
			Thread.sleep(this.random.nextInt(60));
			event.happen();
			events++;
		}
		this.over.set(true);
		for (Thread caller : callers) {
			caller.join(TimeUnit.SECONDS.toMillis(20));
			assertThat(caller.isAlive()).as("is still waiting").isFalse();
		}
		return events;
	}

	private void call(IpcTemplate template, Random choices) {
		Semaphore free = new Semaphore(AT_ONCE);
		while (!this.over.get()) {
			free.acquireUninterruptibly();
			long number = this.numbers.incrementAndGet();
			String route = (choices.nextInt(3) == 0) ? "relay" : "count";
			IpcDestination destination = IpcDestination.service("port" + choices.nextInt(SERVICES)).route(route);
			template.requestAsync(destination, number, Long.class).whenComplete((reply, failure) -> {
				if (failure != null) {
					this.failed.put(number, failure);
				}
				else if (reply != number) {
					this.failed.put(number, new IllegalStateException("the reply is that to " + reply));
				}
				free.release();
			});
		}
		free.acquireUninterruptibly(AT_ONCE);
	}

	private void replace(int number) throws Exception {
		Port former = this.ports[number];
		this.harbour.hub.expect(id(number), this.incarnations.merge(number, 1, Integer::sum));
		Port next = new Port(number, this.incarnations.get(number));
		this.harbour.hub.retire(id(number)).get(10, TimeUnit.SECONDS);
		this.ports[number] = next;
		former.finish();
	}

	private void retireAndFollow(int number) throws Exception {
		this.harbour.hub.retire(id(number)).get(10, TimeUnit.SECONDS);
		this.ports[number].finish();
		this.ports[number] = new Port(number, this.incarnations.merge(number, 1, Integer::sum));
	}

	private void kill(int number) {
		this.ports[number].member.close();
		this.ports[number] = new Port(number, this.incarnations.merge(number, 1, Integer::sum));
	}

	private static WorkerId id(int number) {
		return WorkerId.service("port" + number);
	}

	private static @Nullable Throwable rootOf(Throwable failure) {
		return (failure instanceof CompletionException) ? failure.getCause() : failure;
	}

	/**
	 * One JVM of a service.
	 */
	private final class Port {

		private final int number;

		private final CompletableFuture<IpcTemplate> joined = new CompletableFuture<>();

		private final Harbour.Member member;

		Port(int number, int incarnation) {
			this.number = number;
			this.member = ShortcutStressTests.this.harbour.joinAs(id(number), incarnation, this);
			this.joined.complete(this.member.template);
		}

		@MessageMapping("count")
		long count(Long request) {
			ShortcutStressTests.this.handled.merge(request, 1, Integer::sum);
			return request;
		}

		/**
		 * Always to a higher number, so that nobody waits for itself.
		 */
		@MessageMapping("relay")
		CompletableFuture<Long> relay(Long request) {
			if (this.number == SERVICES - 1) {
				return CompletableFuture.supplyAsync(() -> count(request));
			}
			IpcDestination next = IpcDestination.service("port" + (this.number + 1)).route("relay");
			return this.joined.thenCompose((template) -> template.requestAsync(next, request, Long.class));
		}

		/**
		 * As a worker ends.
		 */
		void finish() throws InterruptedException {
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
			for (int idle = 0; idle < 2;) {
				assertThat(System.nanoTime()).as("has not become idle").isLessThan(deadline);
				idle = (this.member.handlers.isIdle() && this.member.link.isIdle()) ? idle + 1 : 0;
				Thread.sleep(5);
			}
			this.member.close();
		}

	}

	/**
	 * Something that happens.
	 */
	@FunctionalInterface
	private interface Event {

		void happen() throws Exception;

	}

}
