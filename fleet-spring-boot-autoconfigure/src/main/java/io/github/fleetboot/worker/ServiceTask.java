package io.github.fleetboot.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.DeferredReadiness;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ProcessMemory;

/**
 * Runs a service: it is ready when its bean says so, or at once.
 */
public final class ServiceTask implements WorkerTask {

	private final Iterable<DeferredReadiness> deferred;

	/**
	 * Create the task.
	 * @param deferred the beans that need more time, in no particular order
	 */
	public ServiceTask(Iterable<DeferredReadiness> deferred) {
		this.deferred = deferred;
	}

	@Override
	public void start(StartOrder order, Progress progress) {
		CompletableFuture<?> ready = CompletableFuture.completedFuture(null);
		for (DeferredReadiness bean : this.deferred) {
			ready = ready.thenCombine(bean.whenReady(), (first, second) -> second);
		}
		ready.whenComplete((result, failure) -> {
			if (failure != null) {
				progress.failed(failure);
			}
			else {
				progress.live();
			}
		});
	}

	@Override
	public void stop(Duration timeout) {
		// Spring's own destruction of the beans is all there is to do
	}

	@Override
	public WorkerVitals vitals() {
		return new WorkerVitals(ProcessMemory.bytes(), 0, List.of());
	}

}
